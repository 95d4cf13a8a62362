import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { chan, go, gosched, select, sync, time } from '../../src/index.ts';
import { explore, exploreProgram, replay, type Exploration } from '../../src/explore/index.ts';
import { load, isOwnFile } from '../../src/loader/index.ts';

const FULL = process.env['FULL'] === '1';
const folder = join(import.meta.dirname, 'programs');

interface Program {
  readonly name: string;
  readonly path: string;
  /** How many interleavings there are, where that can be worked out by hand. */
  readonly interleavings: number | undefined;
  /** The kind of finding that some interleavings show. */
  readonly found: string | undefined;
}

const programs: Program[] = readdirSync(folder).map((name) => {
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  const said = (word: string): string | undefined => new RegExp(`^// ${word}: (.*)$`, 'm').exec(text)?.[1];
  const interleavings = said('interleavings');
  return { name: name.replace('.ts', ''), path, found: said('found'), interleavings: interleavings === undefined ? undefined : Number(interleavings) };
});

const naively = { strategy: 'exhaustive', preemptions: Infinity, shrink: false } as const;

/** What can come of a program. */
function endsOf({ outcomes }: Exploration): string[] {
  return [...new Set(outcomes.map(({ verdict, value }) => `${verdict} ${String(value)}`))].sort();
}

/** Those with very many interleavings are for the full tier. */
const MANY = 5_000;

describe.each(programs.filter(({ interleavings = 0 }) => FULL || interleavings < MANY))('$name', ({ path, interleavings, found }) => {
  test('is searched to the end', async () => {
    const { verdict, coverage } = await explore({ module: pathToFileURL(path) }, { strategy: 'exhaustive', stopAfter: Infinity, ...(FULL ? { milliseconds: 5_000, races: false } : {}) });
    expect(coverage?.kind).toBe('all');
    expect(verdict).toBe(found ?? 'pass');
    if (interleavings !== undefined) expect(coverage?.executions).toBe(interleavings);
    if (found === undefined) expect(coverage?.text).toMatch(/^(?:all [\d,]+ interleavings pass|the only interleaving passes)$/);
    else expect(coverage?.text).toMatch(/^[\d,]+ of all [\d,]+ interleavings fail$/);
  });

  // Beside a search without reduction only what that can be tried on.
  if ((interleavings ?? 0) < MANY) test('ends in the same ways as without any reduction, as far as that can be tried', async () => {
    const program = await load(path, { root: folder, tells: isOwnFile });
    const naive = await exploreProgram(program, { ...naively, schedules: FULL ? 20_000 : 1_500 });
    const reduced = await exploreProgram(program, { strategy: 'exhaustive', shrink: false });
    if (naive.report.coverage?.kind === 'bounded') {
      expect(endsOf(reduced)).toEqual(endsOf(naive));
      expect(reduced.report.coverage?.executions).toBeLessThanOrEqual(naive.report.coverage.executions);
    } else {
      expect(endsOf(reduced)).toEqual(expect.arrayContaining(endsOf(naive)));
    }
  }, FULL ? 600_000 : 60_000);
});

test('there are enough programs', () => {
  expect(programs.length).toBeGreaterThanOrEqual(20);
});

describe('without instrumentation, every stretch of code may touch anything', () => {
  test('so two goroutines that touch nothing in common are not taken to be independent', async () => {
    const report = await explore(() => {
      go(() => {});
      go(() => {});
    }, { strategy: 'exhaustive' });
    expect(report.coverage).toMatchObject({ kind: 'all', executions: 2 });
  });

  test('a lost update is found, with nothing told of the variable', async () => {
    const { report, outcomes } = await exploreProgram(async () => {
      let n = 0;
      const wg = new sync.WaitGroup();
      for (let i = 0; i < 2; i++) wg.go(async () => { const before = n; await gosched(); n = before + 1; });
      await wg.wait();
      return n;
    }, { strategy: 'exhaustive' });
    expect(new Set(outcomes.map(({ value }) => value))).toEqual(new Set([1, 2]));
    // Six orders of reads and writes, each with three places for main's wait.
    expect(report.coverage?.executions).toBe(18);
  });
});

const oppositeLocks = async (): Promise<void> => {
  const [a, b] = [new sync.Mutex(), new sync.Mutex()];
  const wg = new sync.WaitGroup();
  const both = async (first: sync.Mutex, second: sync.Mutex): Promise<void> => {
    using _first = await first.acquire();
    using _second = await second.acquire();
  };
  wg.go(both, a, b);
  wg.go(both, b, a);
  await wg.wait();
};

describe('what a search says of itself', () => {
  test('all interleavings pass, when all have been run', async () => {
    const report = await explore(async () => { const ch = chan<number>(2); go(() => ch.send(1)); await ch.send(2); }, { strategy: 'exhaustive' });
    expect(report.coverage?.text).toMatch(/^all \d+ interleavings pass$/);
  });

  test('nothing is proved when it stopped before the end', async () => {
    const report = await explore(async () => {
      const wg = new sync.WaitGroup();
      for (let i = 0; i < 4; i++) wg.go(async () => { for (let k = 0; k < 4; k++) await gosched(); });
      await wg.wait();
    }, { strategy: 'exhaustive', schedules: 100 });
    expect(report.coverage).toEqual({ kind: 'part', executions: 100, text: 'stopped after 100, not proved' });
  });

  test('with a bound on pre-emptions, it speaks of no more than that', async () => {
    const report = await explore(async () => { const ch = chan<number>(2); go(() => ch.send(1)); await ch.send(2); }, { strategy: 'exhaustive', preemptions: 2 });
    expect(report.coverage).toMatchObject({ kind: 'bounded', preemptions: 2, text: expect.stringMatching(/^all \d+ schedules with at most 2 pre-emptions pass$/) });
  });

  test('a deadlock that needs one pre-emption is there with one, and not with none', async () => {
    expect((await explore(oppositeLocks, { strategy: 'exhaustive', preemptions: 0 })).verdict).toBe('pass');
    expect((await explore(oppositeLocks, { strategy: 'exhaustive', preemptions: 1 })).verdict).toBe('deadlock');
  });

  test('the first finding ends it, and it says so', async () => {
    const report = await explore(oppositeLocks, { strategy: 'exhaustive' });
    expect(report.verdict).toBe('deadlock');
    expect(report.coverage?.text).toMatch(/^stopped after \d+, not proved: it stopped at a finding$/);
  });

  test('a loop that only looks again is not proved, and is no livelock while others would end it', async () => {
    const report = await explore(async () => {
      let ready = false;
      go(async () => { await gosched(); ready = true; });
      while (!ready) await gosched();
    }, { strategy: 'exhaustive', schedules: 50 });
    expect(report.verdict).toBe('pass');
    expect(report.coverage?.text).toMatch(/not proved/);
  });

  test('time is idle unless drift is asked for, and then nothing is proved', async () => {
    const sleeper = async (): Promise<void> => { await time.sleep(1); };
    expect((await explore(sleeper, { strategy: 'exhaustive' })).coverage?.kind).toBe('all');
    expect((await explore(sleeper, { strategy: 'exhaustive', time: 'drift' })).coverage?.text).toMatch(/not proved: under drift/);
  });

  test('a program that does not repeat itself is not proved', async () => {
    let runs = 0;
    const report = await explore(async () => {
      const ch = chan<number>(4);
      go(() => ch.send(1));
      go(() => ch.send(2));
      if (runs++ > 0) await ch.send(3);
    }, { strategy: 'exhaustive' });
    expect(report.coverage?.text).toMatch(/not proved: the program did not do the same on the same path/);
  });

  test.each([-1, 1.5, Number.NaN])('preemptions of %j are refused in words', async (preemptions) => {
    await expect(explore(() => {}, { strategy: 'exhaustive', preemptions })).rejects.toThrow(/preemptions is a whole number from 0 up/);
  });
});

test('a finding of a search has a token that leads to it', async () => {
  const { findings: [finding] } = await explore(oppositeLocks, { strategy: 'exhaustive' });
  expect(finding?.replay.length).toBeLessThanOrEqual(80);
  expect((await replay(finding?.replay ?? '', oppositeLocks)).report.findings).toEqual([finding]);
});

test('alarms of one moment ring in every order, also between other steps', async () => {
  const { outcomes } = await exploreProgram(async () => {
    const [early, late] = [time.after(1), time.after(1)];
    return (await select({ early, late })).case;
  }, { strategy: 'exhaustive' });
  expect(new Set(outcomes.map(({ value }) => value))).toEqual(new Set(['early', 'late']));
});
