import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { History, Recipe } from './recipe.ts';
import type * as scenarios from './scenarios.ts';
import { call, count, judgeValues, seconds } from './words.ts';

const play = scenario<typeof scenarios>();

/** Reads some values and cancels. */
function first(recipe: Recipe, read: number): Promise<History> {
  return play('read', { recipe, read, context: 'can be cancelled', then: 'cancel' });
}

test('fibonacci', async () => {
  const recipe: Recipe = { make: 'fibonacci' };
  const length = random.integer(95, 120);
  const history = await first(recipe, length);
  const expected = [0n, 1n];
  while (expected.length < length) expected.push((expected.at(-1) ?? 0n) + (expected.at(-2) ?? 0n));
  judgeValues(recipe, history, expected.map(String), 'Each value is the sum of the two before it. A `number` is exact only up to 2⁵³; a `bigint` is always exact.');
});

test('primes', async () => {
  const recipe: Recipe = { make: 'primes' };
  const history = await first(recipe, random.integer(60, 80));
  const expected: number[] = [];
  for (let candidate = 2; expected.length < history.values.length; candidate += 1) {
    if (expected.every((prime) => candidate % prime !== 0)) expected.push(candidate);
  }
  judgeValues(recipe, history, expected, 'A prime is a whole number from 2 on that no smaller prime divides.');
});

const samples = 400;
/** Enough to see that one face comes half as often as the others. */
const throws = 1200;

test('uniform', async () => {
  const low = random.integer(-20, 20);
  const high = low + random.integer(3, 5);
  const numbers: Recipe = { make: 'uniform', seed: random.integer(1, 1e9), low, high };
  const dice: Recipe = { make: 'integers', seed: random.integer(1, 1e9), low, high };
  const uniform = await first(numbers, samples);
  const again = await first(numbers, samples);
  const other = await first({ ...numbers, seed: numbers.seed + 1 }, samples);
  const integers = await first(dice, throws);

  judgeBounds(numbers, uniform, low, high);
  judgeMean(numbers, uniform, (low + high) / 2, (high - low) / Math.sqrt(12));
  judgeSource(numbers, uniform, again, other);
  judgeBounds(dice, integers, low, high);
  const values = integers.values.map(Number);
  judge(values.every(Number.isInteger), {
    did: `\`${call(dice)}\` gave ${values.find((value) => !Number.isInteger(value))}.`,
    expected: 'Every value is a whole number.',
    help: '`Math.floor` makes a whole number of a fraction.',
  });
  for (let face = low; face <= high; face += 1) judgeFace(dice, values, face, high - low + 1);
});

function judgeFace(recipe: Recipe, values: readonly number[], face: number, faces: number): void {
  const times = values.filter((value) => value === face).length;
  const due = values.length / faces;
  // 5.5 standard deviations: a right answer is taken for a wrong one less than once in a million times.
  judge(Math.abs(times - due) <= 5.5 * Math.sqrt(due * (1 - 1 / faces)), {
    did: `Among ${values.length} values of \`${call(recipe)}\`, ${face} came ${count(times, 'time')}.`,
    expected: `There are ${faces} possible values, both ends included, and all are equally likely: about ${Math.round(due)} each.`,
    help: 'Count how many whole numbers there are from `low` to `high`; multiply a random number by that, and round down.',
  });
}

test('distributions', async () => {
  const seed = random.integer(1, 1e9);
  const bell: Recipe = { make: 'normal', seed, mean: random.integer(50, 90), deviation: random.integer(2, 8) };
  const waiting: Recipe = { make: 'exponential', seed, mean: random.integer(5, 40) };
  const normal = await first(bell, samples);
  const again = await first(bell, samples);
  const exponential = await first(waiting, samples);
  const other = await first({ ...waiting, seed: seed + 1 }, samples);
  const sameWaiting = await first(waiting, samples);

  judgeMean(bell, normal, bell.mean, bell.deviation);
  judgeDeviation(bell, normal, bell.deviation, 1);
  // A normal distribution has 7 % of its values farther out than this, a uniform one with the same deviation has none.
  judgeShare(bell, normal, (value) => Math.abs(value - bell.mean) > 1.75 * bell.deviation, 0.08, 'are more than 1.75 standard deviations from the mean');
  judgeShare(bell, normal, (value) => value < bell.mean, 0.5, 'are smaller than the mean');
  judgeSource(bell, normal, again, undefined);

  judgeBounds(waiting, exponential, 0, Infinity);
  judgeMean(waiting, exponential, waiting.mean, waiting.mean);
  judgeDeviation(waiting, exponential, waiting.mean, 2);
  judgeShare(waiting, exponential, (value) => value < waiting.mean / 2, 0.393, 'are smaller than half of the mean');
  judgeSource(waiting, exponential, sameWaiting, other);
});

function judgeBounds(recipe: Recipe, history: History, low: number, high: number): void {
  const includesHigh = recipe.make === 'integers';
  const outside = history.values.map(Number).find((value) => !(value >= low && (includesHigh ? value <= high : value < high)));
  judge(outside === undefined, {
    did: `\`${call(recipe)}\` gave ${outside}.`,
    expected: high === Infinity ? 'No value is negative, and every value is finite.' : `Values are at least ${low} and ${includesHigh ? 'at most' : 'less than'} ${high}.`,
    help: 'A random source gives numbers from 0 on, below 1. Stretch them by the width of the range, and shift them. The logarithm of 0 is −∞.',
  });
}

/** Six standard errors: a right answer is taken for a wrong one less than once in 10⁸ times. */
function judgeMean(recipe: Recipe, history: History, mean: number, deviation: number): void {
  const actual = average(history.values.map(Number));
  judge(Math.abs(actual - mean) <= (6 * deviation) / Math.sqrt(samples), {
    did: `The mean of ${samples} values of \`${call(recipe)}\` was ${actual.toFixed(2)}.`,
    expected: `It is close to ${mean}.`,
    help: 'Check the formula with a few values of the random source: 0, 0.5, 0.99.',
  });
}

/** `spread`: how much wider than a normal distribution's the estimate varies. */
function judgeDeviation(recipe: Recipe, history: History, deviation: number, spread: number): void {
  const values = history.values.map(Number);
  const mean = average(values);
  const actual = Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
  judge(Math.abs(actual - deviation) <= (6 * spread * deviation) / Math.sqrt(2 * samples), {
    did: `The standard deviation of ${samples} values of \`${call(recipe)}\` was ${actual.toFixed(2)}.`,
    expected: `It is close to ${deviation}.`,
    help: 'The standard deviation is the root of the mean squared distance from the mean. It is not the variance, and not half of a range.',
  });
}

function judgeShare(recipe: Recipe, history: History, test: (value: number) => boolean, share: number, words: string): void {
  const actual = history.values.map(Number).filter(test).length / samples;
  judge(Math.abs(actual - share) <= Math.min(6 * Math.sqrt((share * (1 - share)) / samples), share - 0.001), {
    did: `${(actual * 100).toFixed(1)} % of ${samples} values of \`${call(recipe)}\` ${words}.`,
    expected: `In this distribution, about ${Math.round(share * 100)} % do.`,
    help: recipe.make === 'normal' ? 'Two equally distributed numbers give a normal one: look up “Box–Muller”. Or add up twelve of them.' : 'Solve the distribution function for x: it contains a logarithm.',
  });
}

function judgeSource(recipe: Recipe, one: History, same: History, other: History | undefined): void {
  judge(JSON.stringify(one.values) === JSON.stringify(same.values), {
    did: `\`${call(recipe)}\` was made twice, with two sources that give the same numbers. The sequences differ.`,
    expected: 'All randomness comes from the source that is given; the same source gives the same sequence.',
    help: 'Call `source()` where you called `Math.random()`.',
  });
  judge(other === undefined || JSON.stringify(one.values) !== JSON.stringify(other.values), {
    did: `\`${call(recipe)}\` was made twice, with two different random sources. The sequences are the same.`,
    expected: 'All randomness comes from the source that is given.',
    help: 'Call `source()` for every value.',
  });
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test('dates', async () => {
  const year = random.pick([2023, 2024, 2027, 2028]);
  const hour = random.integer(10, 23);
  const start = `${year}-01-31T${hour}:30:00.000Z`;
  const units = ['hours', 'days', 'weeks', 'months'] as const;
  for (const unit of units) {
    const recipe: Recipe = { make: 'dates', start, count: unit === 'hours' ? random.integer(5, 30) : random.integer(1, 3), unit };
    const history = await first(recipe, 30);
    const expected = Array.from({ length: 30 }, (_, index) => dateAfter(start, index * recipe.count, unit));
    const help = unit === 'months'
      ? 'Count the months from the start, each time anew: once 31 January has become 28 February, the day is lost. Mind months without a 31st, and leap years.'
      : 'Count in UTC. A local day may have 23 or 25 hours.';
    judge(!history.shared, {
      did: `Two values of \`${call(recipe)}\` are one and the same \`Date\` object.`,
      expected: 'Each value is a `Date` of its own; a reader may keep it or change it.',
      help: 'Make a new `Date` for each value.',
      lesson: 'pipelines',
    });
    judgeValues(recipe, history, expected, help);
  }
});

function dateAfter(start: string, steps: number, unit: 'hours' | 'days' | 'weeks' | 'months'): string {
  const date = new Date(start);
  const hours = { hours: 1, days: 24, weeks: 168, months: 0 }[unit];
  if (unit !== 'months') return new Date(date.getTime() + steps * hours * 3_600_000).toISOString();
  const month = date.getUTCMonth() + steps;
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const time = date.getTime() % 86_400_000;
  return new Date(Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastDay)) + time).toISOString();
}

test('clock', async () => {
  const interval = random.integer(2, 9) * 500;
  const recipe: Recipe = { make: 'clock', interval };
  const prompt = await first(recipe, 12);
  const away = await play('read', { recipe, read: 6, pause: 10.5 * interval, context: 'can be cancelled', then: 'cancel' });
  const resumed = await play('readAfterAbsence', { interval, absence: 20.5 * interval, read: 10 });

  for (const [index, at] of prompt.times.entries()) {
    judge(Math.abs(at - (index + 1) * interval) <= 20, {
      did: `Value ${index + 1} of \`${call(recipe)}\` came after ${seconds(at)}, though somebody was waiting for it all the time.`,
      expected: `It comes after ${seconds((index + 1) * interval)}.`,
      help: index === 0 ? 'The first value comes one interval after the call.' : 'A ticker keeps the beat.',
    });
    const value = Number(prompt.values[index]) - Number(prompt.values[0]);
    judge(Math.abs(value - (at - (prompt.times[0] ?? 0))) <= 20, {
      did: `Values 1 and ${index + 1} of \`${call(recipe)}\` came ${seconds(at - (prompt.times[0] ?? 0))} apart; the times they told are ${seconds(Math.round(value))} apart.`,
      expected: 'A value is the time at which it was made.',
      help: 'Read the clock for every value.',
    });
  }
  judge(away.values.length === 6, {
    did: `\`${call(recipe)}\` ended after ${count(away.values.length, 'value')}.`,
    expected: 'It goes on for ever.',
    help: 'Look at what ends the loop.',
  });
  judge(resumed.atOnce <= 3, {
    did: `Nobody read from \`${call(recipe)}\` for ${seconds(20.5 * interval)}. Then ${count(resumed.atOnce, 'value')} came at once.`,
    expected: 'At most three values wait for a reader who was away; the others are left out.',
    help: 'A queue that grows while nobody reads has no place in a generator. Let the sender wait.',
    lesson: 'rate-limiting',
  });
});
