import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chan, go, gosched, sync } from '../../src/index.ts';
import { explore, exploreProgram } from '../../src/explore/index.ts';
import { loadText } from './load-text.ts';

describe('a program that does not depend on its schedule alone is told so', () => {
  test('when a variable outside the function changes what it does', async () => {
    let rounds = 0;
    const report = await explore(async function counter() {
      rounds++;
      const ch = chan<number>(4);
      for (let i = 0; i < rounds % 3; i++) await ch.send(i);
      await gosched();
    });
    expect(report.verdict).toBe('pass');
    expect(report.controlled).toBe(false);
    expect(report.nondeterministic).toMatch(/^The program did not do the same when schedule 0 was run again: once, main .*; another time, main .*\. So it depends on more than its schedule: on something that is kept/s);
    expect(report.nondeterministic).toMatch(/determinism\.test\.ts:\d+:\d+/);
  });

  test('when only what main returns is different', async () => {
    let calls = 0;
    const { report } = await exploreProgram(async () => { await gosched(); return ++calls; }, { schedules: 3 });
    expect(report.nondeterministic).toMatch(/when schedule 0 was run again: main returned something else/);
  });

  test('when something is remembered after the first run', async () => {
    let cache: number | undefined;
    const report = await explore(async () => {
      if (cache !== undefined) return;
      const wg = new sync.WaitGroup();
      wg.go(async () => { await gosched(); cache = 1; });
      await wg.wait();
    });
    expect(report.nondeterministic).toMatch(/when schedule 0 was run again\. So it depends/);
  });

  test('when a finding is gone the second time', async () => {
    let runs = 0;
    const report = await explore(async () => { if (runs++ === 0) await chan().receive(); });
    expect(report).toMatchObject({ verdict: 'deadlock', controlled: false });
    expect(report.nondeterministic).toMatch(/^A schedule with a finding went differently/);
  });
});

describe('nothing is said', () => {
  test('of a program that repeats itself', async () => {
    const report = await explore(async () => {
      const ch = chan<number>(1);
      go(() => ch.send(1));
      await ch.receive();
    });
    expect(report.controlled).toBe(true);
    expect(report).not.toHaveProperty('nondeterministic');
  });

  test('of state at the top of a module, which is evaluated afresh', async () => {
    const program = await loadText(`import { chan } from 'concurrency-tutor'; let n = 0; export default async function main() { n++; const ch = chan<number>(4); for (let i = 0; i < n; i++) await ch.send(i); return n; }`);
    expect((await exploreProgram(program, { schedules: 20 })).report).toMatchObject({ controlled: true, verdict: 'pass' });
  });

  test('of randomness and clocks inside a module, which follow the seed', async () => {
    const program = await loadText(`import { chan } from 'concurrency-tutor'; export default async function main() { const ch = chan<number>(8); for (let i = 0; i < Math.random() * 5; i++) await ch.send(Date.now()); console.log(Math.random(), crypto.randomUUID(), performance.now()); }`);
    expect((await exploreProgram(program, { schedules: 20 })).report).toMatchObject({ controlled: true });
  });

  test('of a single schedule that was asked for', async () => {
    let runs = 0;
    await exploreProgram(async () => { runs++; await gosched(); }, { schedules: 1 });
    expect(runs).toBe(1);
  });

  test('of a program that waits for the real world', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'determinism-'));
    await writeFile(join(folder, 'data'), 'x');
    const program = await loadText(`import { readFile } from 'node:fs/promises'; export default async function main() { return (await readFile(${JSON.stringify(join(folder, 'data'))}, 'utf8')) + process.hrtime(); }`);
    expect((await exploreProgram(program, { schedules: 2 })).report).not.toHaveProperty('nondeterministic');
  });
});
