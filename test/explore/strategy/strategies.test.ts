import { describe, expect, test } from 'vitest';
import { go, gosched, sync } from '../../../src/index.ts';
import { explore, exploreProgram, type StrategyName } from '../../../src/explore/index.ts';
import { planOf } from '../../../src/explore/strategy/plan.ts';

/** One goroutine that takes a single step beside one that takes many: gives how many of those came first. */
async function placeOfTheShortOne(): Promise<number> {
  const wg = new sync.WaitGroup();
  let [before, done] = [0, false];
  wg.go(async () => {
    for (let i = 0; i < 9; i++) {
      await gosched();
      if (!done) before++;
    }
  });
  wg.go(() => { done = true; });
  await wg.wait();
  return before;
}

async function places(strategy: StrategyName): Promise<number[]> {
  const { outcomes } = await exploreProgram(placeOfTheShortOne, { strategy, schedules: 1_000 });
  const counts = Array.from({ length: 10 }, () => 0);
  for (const { value, count } of outcomes) counts[value as number] = (counts[value as number] ?? 0) + count;
  return counts;
}

/** Needs the goroutine started last to run in between two late steps of a long one. */
async function needsALateSwitch(): Promise<void> {
  let open = false;
  const wg = new sync.WaitGroup();
  const mu = new sync.Mutex();
  const step = async (): Promise<void> => { using _held = await mu.acquire(); };
  wg.go(async () => {
    for (let i = 0; i < 12; i++) await step();
    open = true;
    await step();
    open = false;
  });
  wg.go(() => { if (open) throw new Error('seen'); });
  await wg.wait();
}

describe('strategies', () => {
  test('under a uniform random walk a short goroutine comes late as often as early', async () => {
    const counts = await places('urw');
    expect(Math.min(...counts)).toBeGreaterThan(40);
    expect(Math.max(...counts)).toBeLessThan(250);
  });

  test('under a plain random walk it hardly ever comes late', async () => {
    const counts = await places('random');
    expect((counts[8] ?? 0) + (counts[9] ?? 0)).toBeLessThan(10);
    expect(counts[0]).toBeGreaterThan(250);
  });

  test.each<StrategyName>(['pct', 'urw', 'portfolio'])('%s finds what a late switch shows', async (strategy) => {
    expect((await explore(needsALateSwitch, { strategy, schedules: 200 })).verdict).toBe('panic');
  });

  test('a portfolio begins with the fair schedule and has every way in its first nine', () => {
    const plans = Array.from({ length: 9 }, (_, schedule) => planOf('portfolio', schedule));
    expect(plans[0]).toEqual({ way: 'fair' });
    expect(new Set(plans.map(({ way }) => way))).toEqual(new Set(['fair', 'random', 'pct', 'urw']));
    expect(new Set(plans.flatMap((plan) => (plan.way === 'pct' ? plan.depth : [])))).toEqual(new Set([1, 2, 3, 4]));
  });

  test('a depth that is given is the only one', () => {
    const plans = Array.from({ length: 9 }, (_, schedule) => planOf('portfolio', schedule, 2));
    expect(new Set(plans.flatMap((plan) => (plan.way === 'pct' ? plan.depth : [])))).toEqual(new Set([2]));
  });

  test.each([0, 5, 1.5, Number.NaN])('a depth of %j is refused in words', async (depth) => {
    await expect(explore(() => {}, { depth })).rejects.toThrow(/depth is a whole number from 1 to 4/);
  });

  test.each<StrategyName>(['random', 'pct', 'urw', 'portfolio'])('under %s a loop that polls for another to be ready ends', async (strategy) => {
    const report = await explore(async () => {
      let ready = false;
      go(async () => { for (let i = 0; i < 20; i++) await gosched(); ready = true; });
      while (!ready) await gosched();
    }, { strategy, schedules: 100 });
    expect(report.verdict).toBe('pass');
  });
});
