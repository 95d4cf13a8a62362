import { afterEach, expect, test, vi } from 'vitest';
import { chan, run, select, type Channel } from '../../src/index.ts';
import { exploreProgram } from '../../src/explore/index.ts';
import { Random } from '../../src/explore/strategy/random.ts';

/** Chi-square at p = 0.001, by degrees of freedom. */
const limits = [0, 10.83, 13.82, 16.27, 18.47, 20.52, 22.46, 24.32];
const caseCounts = [2, 3, 4, 5, 6, 7, 8];

/** How often each of `count` cases is chosen when all are ready in every round: even ones receive, odd ones send. */
async function tally(count: number, rounds: number): Promise<number[]> {
  const channels = Array.from({ length: count }, (_, i) => readyChannel(i));
  const chosen = channels.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    const { case: index } = await select(channels.map((ch, i) => i % 2 === 0 ? ch : select.send(ch, round)));
    chosen[index] = (chosen[index] ?? 0) + 1;
    if (index % 2 === 1) channels[index]?.tryReceive();
  }
  return chosen;
}

/** A closed channel can always be received from; an empty one with room can be sent to. */
function readyChannel(index: number): Channel<number> {
  const ch = chan<number>(1);
  if (index % 2 === 0) ch.close();
  return ch;
}

function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  return counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
}

afterEach(() => {
  vi.restoreAllMocks();
});

test.each(caseCounts)('src/runtime/chan_test TestSelectFairness: among %i ready cases each is chosen equally often', async (count) => {
  // The one source of chance on the event loop, seeded so that the verdict is the same every time.
  const random = new Random(count);
  vi.spyOn(Math, 'random').mockImplementation(() => random.fraction());
  const counts = await run(() => tally(count, 100_000));
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(100_000);
  expect(chiSquare(counts)).toBeLessThan(limits[count - 1] ?? 0);
});

test.each(caseCounts)('src/runtime/chan_test TestSelectFairness: among %i ready cases the random strategy of the explorer is fair', async (count) => {
  const { outcomes } = await exploreProgram(() => tally(count, 5_000), { schedules: 1, seed: count, strategy: 'random', maxSteps: 100_000 });
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['pass']);
  const counts = outcomes[0]?.value as readonly number[];
  expect(chiSquare(counts)).toBeLessThan(limits[count - 1] ?? 0);
});

test('the measure would see an unfair choice', () => {
  expect(chiSquare([50_600, 49_400])).toBeGreaterThan(limits[1] ?? 0);
});
