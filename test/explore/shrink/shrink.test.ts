import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { chan, go, gosched, sync, time } from '../../../src/index.ts';
import { explore, replay, type ExploreOptions } from '../../../src/explore/index.ts';
import { switchesOf } from './switches.ts';

const FULL = process.env['FULL'] === '1';

/** Two switches are needed: away from the one that has opened the door, and away from main before it shuts it. */
async function needsTwoSwitches(): Promise<void> {
  const mu = new sync.Mutex();
  const step = async (): Promise<void> => { using _held = await mu.acquire(); };
  let [open, ready] = [false, false];
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    await step();
    open = true;
    await step();
    open = false;
    await step();
  });
  wg.go(async () => {
    ready = true;
    await step();
    ready = false;
    await step();
  });
  wg.go(async () => {
    await step();
    if (open && ready) throw new Error('both');
  });
  await wg.wait();
}

/** Deadlocks when each has taken one lock. */
async function oppositeLocks(): Promise<void> {
  const [a, b] = [new sync.Mutex('a'), new sync.Mutex('b')];
  const both = async (first: sync.Mutex, second: sync.Mutex): Promise<void> => {
    for (let i = 0; i < 5; i++) {
      using _first = await first.acquire();
      using _second = await second.acquire();
    }
  };
  const wg = new sync.WaitGroup();
  wg.go(both, a, b);
  wg.go(both, b, a);
  await wg.wait();
}

const found = async (program: () => unknown, options: ExploreOptions = {}): Promise<{ token: string; kind: string; switches: number }> => {
  const [finding] = (await explore(program, options)).findings;
  if (!finding) throw new Error('nothing was found');
  return { token: finding.replay, kind: finding.kind, switches: await switchesOf(finding.replay, program) };
};

describe('a failing schedule', () => {
  test.each([1, 2, 3, 4, 5])('needs one switch for locks in opposite order, whatever was found first (seed %d)', async (seed) => {
    const before = await found(oppositeLocks, { strategy: 'random', seed, shrink: false });
    const after = await found(oppositeLocks, { strategy: 'random', seed });
    expect(before.switches).toBeGreaterThan(1);
    expect(after).toMatchObject({ kind: 'deadlock', switches: 1 });
  });

  test.each([1, 2, 3])('keeps the switches that are needed (seed %d)', async (seed) => {
    const { kind, switches } = await found(needsTwoSwitches, { strategy: 'random', seed });
    expect(kind).toBe('panic');
    expect(switches).toBeGreaterThanOrEqual(1);
    expect(switches).toBeLessThanOrEqual(3);
  });

  test('always shrinks to the same one', async () => {
    expect(await found(needsTwoSwitches)).toEqual(await found(needsTwoSwitches));
  });

  test('is shown with its own trace, and its token leads to just that', async () => {
    const { findings: [finding] } = await explore(needsTwoSwitches, { strategy: 'random' });
    expect(finding?.replay.length).toBeLessThanOrEqual(80);
    expect((await replay(finding?.replay ?? '', needsTwoSwitches)).report.findings).toEqual([finding]);
  });

  test('keeps its choices of the program and its time', async () => {
    const program = async (): Promise<void> => {
      const [left, right] = [chan<string>(1), chan<string>(1)];
      await left.send('left');
      await right.send('right');
      go(() => time.sleep(1));
      const { select } = await import('../../../src/index.ts');
      if ((await select({ left, right })).case === 'right') throw new Error('right');
    };
    const { token, kind } = await found(program, { strategy: 'random' });
    expect(kind).toBe('error');
    expect((await replay(token, program)).report.verdict).toBe('error');
  });

  test('that never ends stays as it is', async () => {
    const program = async (): Promise<void> => { for (;;) await gosched(); };
    expect((await explore(program, { maxSteps: 500 })).findings[0]?.replay).toMatch(/^ct\d+-df-/);
  });
});

/** The broken kernels, and in the full tier also the broken programs of the lessons. */
function brokenPrograms(): string[] {
  const kernels = resolve(import.meta.dirname, '../../kernels');
  const found = readdirSync(kernels).filter((name) => /^\w+\.ts$/.test(name)).map((name) => join(kernels, name));
  if (!FULL) return found.filter((_, index) => index % 3 === 0);
  const lessons = resolve(import.meta.dirname, '../../../lessons');
  const programs = readdirSync(lessons, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(lessons, name));
  return [...found, ...programs.filter((path) => /^\/\/ expect: (?:deadlock|leak|panic|race|unawaited)/m.test(readFileSync(path, 'utf8')))];
}

test('over programs with real bugs, half need four switches at most', async () => {
  const counts: number[] = [];
  for (const path of brokenPrograms()) {
    const { findings: [finding] } = await explore({ module: pathToFileURL(path) }, { schedules: 50 });
    if (!finding || finding.kind === 'livelock' || finding.kind === 'never-ends') continue;
    expect(finding.replay.length, path).toBeLessThanOrEqual(80);
    counts.push(await switchesOf(finding.replay, path));
  }
  counts.sort((a, b) => a - b);
  expect(counts.length).toBeGreaterThan(FULL ? 30 : 6);
  expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(4);
}, FULL ? 600_000 : 60_000);
