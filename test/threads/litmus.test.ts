import type { threads as types } from 'concurrency-tutor';
import { run, threads } from './built.ts';
import { describe, expect, test } from 'vitest';
import type { Stage } from './modules/litmus.ts';

const actors = threads.module<typeof import('./modules/litmus.ts')>(new URL('./modules/litmus.ts', import.meta.url));
const SAMPLES = process.env['FULL'] ? 10_000_000 : 5_000;
const PER_ROUND = 1_000;

interface Litmus {
  readonly name: string;
  /** Made ready before each round. */
  readonly capacity?: number;
  readonly filled?: boolean;
  /** What may be seen by both actors, with what is left of the channel in the end, if that is asked for. */
  readonly allowed: readonly string[];
  readonly askWhatIsLeft?: boolean;
}

const litmus: readonly Litmus[] = [
  { name: 'one value, two receivers', capacity: 1, filled: true, allowed: ['1 0', '0 1'] },
  { name: 'one place, two senders', capacity: 1, allowed: ['1 0, left 1', '0 1, left 2'], askWhatIsLeft: true },
  { name: 'a send and a close', capacity: 1, allowed: ['1 1, left 1', '9 1, left closed'], askWhatIsLeft: true },
  { name: 'two values in order', capacity: 2, allowed: ['2 0', '2 10', '2 12', '2 1'] },
  { name: 'a plain word published by a send', capacity: 1, allowed: ['1 0', '1 11'] },
  { name: 'store, then load the other', allowed: ['0 1', '1 0', '1 1'] },
  { name: 'two increments', allowed: ['1 2', '2 1'] },
  { name: 'two attempts at a lock', allowed: ['1 0', '0 1'] },
];

function stageFor({ capacity = 1 }: Litmus): Stage {
  const words = (): Int32Array => new Int32Array(new SharedArrayBuffer(PER_ROUND * 4));
  const every = <T>(make: () => T): T[] => Array.from({ length: PER_ROUND }, make);
  return {
    channels: every(() => threads.chan<number>(capacity)),
    mutexes: every(() => new threads.Mutex()),
    integers: every(() => [new threads.Int32(), new threads.Int32()] as const),
    plain: words(),
    seen: [words(), words()],
  };
}

function reset({ channels, mutexes, integers, plain }: Stage, { filled }: Litmus): void {
  plain.fill(0);
  for (let sample = 0; sample < PER_ROUND; sample++) {
    const channel = channels[sample] as types.Channel<number>;
    while (channel.tryReceive()?.[1]);
    if (filled) channel.trySend(1);
    mutexes[sample]?.tryLock();
    mutexes[sample]?.unlock();
    for (const integer of integers[sample] ?? []) integer.store(0);
  }
}

function outcome({ channels, seen }: Stage, sample: number, { askWhatIsLeft }: Litmus): string {
  const both = `${seen[0][sample]} ${seen[1][sample]}`;
  if (!askWhatIsLeft) return both;
  const left = channels[sample]?.tryReceive();
  return `${both}, left ${left ? (left[1] ? left[0] : 'closed') : 'nothing'}`;
}

/** How often each outcome was seen. */
async function observe(one: Litmus): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  await run(async () => {
    const starts = [threads.chan<number>(1), threads.chan<number>(1)] as const;
    const done = threads.chan<number>(2);
    // A closed channel cannot be opened again, so that test needs new ones for each round.
    const closes = one.name === 'a send and a close';
    const rounds = closes ? Math.min(SAMPLES / PER_ROUND, 500) : SAMPLES / PER_ROUND;
    let stage = stageFor(one);
    for (const role of [0, 1] as const) if (!closes) threads.go(actors, 'act', one.name, role, stage, starts[role], done);
    for (let round = 0; round < rounds; round++) {
      const [first, second] = closes ? [threads.chan<number>(1), threads.chan<number>(1)] as const : starts;
      if (closes) {
        stage = stageFor(one);
        threads.go(actors, 'act', one.name, 0, stage, first, done);
        threads.go(actors, 'act', one.name, 1, stage, second, done);
      } else {
        reset(stage, one);
      }
      await first.send(round);
      await second.send(round);
      for (const _ of starts) await done.receive();
      for (let sample = 0; sample < PER_ROUND; sample++) {
        const seen = outcome(stage, sample, one);
        counts.set(seen, (counts.get(seen) ?? 0) + 1);
      }
      if (closes) for (const start of [first, second]) start.close();
    }
    for (const start of starts) start.close();
  });
  return counts;
}

describe('two threads do one step each to the same thing', () => {
  for (const one of litmus) {
    test(one.name, { timeout: 600_000 }, async () => {
      const counts = await observe(one);
      if (process.env['FULL']) console.log(`${one.name}: ${[...counts].map(([seen, count]) => `${seen} × ${count}`).join(' · ')}`);
      expect([...counts.keys()].filter((seen) => !one.allowed.includes(seen))).toEqual([]);
    });
  }
});

test('an outcome that is not allowed would be noticed', async () => {
  const counts = await observe({ name: 'two values in order', capacity: 1, allowed: [] });
  expect([...counts.keys()].every((seen) => seen.startsWith('2'))).toBe(false);
});
