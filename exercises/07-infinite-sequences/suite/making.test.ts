import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { Recipe } from './recipe.ts';
import type * as scenarios from './scenarios.ts';
import { call, count, judgeReason, judgeValues, list, seconds } from './words.ts';

const play = scenario<typeof scenarios>();

function given(length: number, name = 'numbers'): Recipe {
  return { make: 'given', name, length };
}

function named(name: string, from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => `${name}-${from + index}`);
}

test('functions', async () => {
  const read = random.integer(4, 8);
  const factor = random.integer(2, 4);
  const start = random.integer(1, 5);
  const iterated = [start];
  while (iterated.length < read) iterated.push((iterated.at(-1) ?? 0) * factor + 1);
  const generated = Array.from({ length: read }, (_, index) => index * 10);
  for (const work of [{}, { takes: 1000 }]) {
    const one: Recipe = { make: 'generate', work };
    const other: Recipe = { make: 'iterate', first: start, factor, work };
    const generate = await play('read', { recipe: one, read, context: 'can be cancelled', then: 'cancel' });
    const iterate = await play('read', { recipe: other, read, context: 'can be cancelled', then: 'cancel' });
    judgeValues(one, generate, generated, 'Value n is what `next(n)` returns, or what the promise it returns gives. Counting starts at 0.');
    judgeValues(other, iterate, iterated, 'The first value is `first` itself; each other one is what `next` makes of the value before.');
    for (const [recipe, history] of [[one, generate], [other, iterate]] as const) {
      judge(history.together <= 1, {
        did: `In \`${call(recipe)}\`, ${history.together} calls of \`next\` were running at the same time.`,
        expected: 'A call begins when the one before has ended.',
        help: 'Await what `next` returns before you call it again.',
      });
    }
  }
});

test('limits', async () => {
  const length = random.integer(5, 9);
  const limit = random.integer(2, 4);
  for (const [counted, expected] of [[limit, limit], [0, 0], [length, length], [length + 3, length]] as const) {
    const recipe: Recipe = { make: 'take', count: counted, of: given(length) };
    const history = await play('read', { recipe, read: 'all', then: 'wait' });
    judgeValues(recipe, history, named('numbers', 0, expected), '`take` gives as many values as it is told, or as many as its source has.');
    judge((history.taken['numbers'] ?? 0) <= counted, {
      did: `\`${call(recipe)}\` gave its ${count(expected, 'value')}, and took ${history.taken['numbers']} from its source.`,
      expected: 'It never asks its source for more than it gives. A value too many would be lost, or would have to be waited for.',
      help: 'Compare the number before you receive, not after.',
      lesson: 'generators',
    });
    judgeReason(recipe, history, 'undefined', 'it had come to its end');
  }
  const last = await play('read', { recipe: { make: 'take', count: limit, of: { make: 'given', name: 'numbers', length: 50, pause: 60_000 } }, read: 'all', then: 'nothing' });
  const ended = last.times.at(-1) ?? 0;
  judge(ended <= limit * 60_000 + 1000 && last.took === 0 && last.end - ended < 1000, {
    did: `Its source gives a value every 60 s. \`take(ctx, numbers, ${limit})\` gave its last value after ${seconds(ended)} and ended after ${seconds(last.end)}.`,
    expected: 'It ends right after its last value.',
    help: 'Compare the number before you receive, not after.',
    lesson: 'generators',
  });
  for (const skipped of [limit, 0, length, length + 2]) {
    const recipe: Recipe = { make: 'skip', count: skipped, of: given(length) };
    const history = await play('read', { recipe, read: 'all' });
    judgeValues(recipe, history, named('numbers', Math.min(skipped, length), length), '`skip` leaves out the first values and hands on all the others.');
  }
  const recipe: Recipe = { make: 'takeWhile', limit: 50, of: { make: 'iterate', first: 1, factor: 2 } };
  const history = await play('read', { recipe, read: 'all', then: 'wait' });
  judgeValues(recipe, history, [1, 3, 7, 15, 31], '`takeWhile` ends before the first value that does not satisfy the test. It does not hand that one on.');
  judgeReason(recipe, history, 'undefined', 'a value did not satisfy the test');
});

test('transform', async () => {
  const length = random.integer(5, 9);
  for (const work of [{}, { takes: 1000 }]) {
    const recipe: Recipe = { make: 'map', text: 'a ', of: given(length), work };
    const history = await play('read', { recipe, read: 'all' });
    judgeValues(recipe, history, named('a numbers', 0, length), 'Every value of the source goes through `change`, in the order of the source.');
    judge(history.together <= 1, {
      did: `In \`${call(recipe)}\`, ${history.together} calls of \`change\` were running at the same time.`,
      expected: 'One call after the other.',
      help: 'Await what `change` returns before you receive the next value.',
    });
    judgeReason(recipe, history, 'undefined', 'its source had come to its end');
  }
  const divisor = random.integer(2, 4);
  const evens: Recipe = { make: 'filter', divisor, of: { make: 'fibonacci' } };
  const fibonacci = [0n, 1n];
  while (fibonacci.length < 60) fibonacci.push((fibonacci.at(-1) ?? 0n) + (fibonacci.at(-2) ?? 0n));
  const expected = fibonacci.filter((value) => value % BigInt(divisor) === 0n).slice(0, 8).map(String);
  const filtered = await play('read', { recipe: evens, read: 8, then: 'stop' });
  judgeValues(evens, filtered, expected, 'The values that satisfy the test come out, all of them, in their order.');
  const rest: Recipe = { make: 'take', count: 4, of: { make: 'map', text: '#', of: { make: 'filter', divisor: 10, of: { make: 'skip', count: 3, of: { make: 'generate' } } } } };
  const history = await play('read', { recipe: rest, read: 'all', then: 'wait' });
  judgeValues(rest, history, ['#30', '#40', '#50', '#60'], 'Sequences made of sequences made of sequences: each takes only what it needs from the one before.');
});

test('zip', async () => {
  const length = random.integer(3, 6);
  const more = length + random.integer(2, 5);
  for (const [left, right] of [[length, more], [more, length], [length, length]] as const) {
    const recipe: Recipe = { make: 'zip', left: given(left), right: given(right, 'letters') };
    const history = await play('read', { recipe, read: 'all', then: 'wait' });
    const expected = Array.from({ length: Math.min(left, right) }, (_, index) => [`numbers-${index}`, `letters-${index}`]);
    judgeValues(recipe, history, expected, 'Pairs are made of values with the same number, as long as both sources have one.');
    judgeReason(recipe, history, 'undefined', 'one of its sources had come to its end');
  }
});

test('merge', async () => {
  const slow: Recipe = { make: 'given', name: 'slow', length: 3, pause: 10_000 };
  const fast: Recipe = { make: 'given', name: 'fast', length: 12, pause: 1000 };
  const once: Recipe = { make: 'given', name: 'once', length: 1, pause: 500 };
  const recipe: Recipe = { make: 'merge', of: random.shuffle([slow, fast, once]) };
  const history = await play('read', { recipe, read: 'all' });
  for (const [name, length, pause] of [['slow', 3, 10_000], ['fast', 12, 1000], ['once', 1, 500]] as const) {
    const own = history.values.flatMap((value, index) => (String(value).startsWith(name) ? [{ value, at: history.times[index] ?? 0 }] : []));
    judge(JSON.stringify(own.map(({ value }) => value)) === JSON.stringify(named(name, 0, length)), {
      did: `\`${call(recipe)}\` gave these values of \`${name}\`: ${list(own.map(({ value }) => value))}.`,
      expected: `All ${length} values of each source come, once, in the order of that source.`,
      help: 'Close the channel when all sources have ended, not when the first one has; and let one goroutine hand on the values of one source.',
      lesson: 'fan-out-fan-in',
    });
    const late = own.findIndex(({ at }, index) => at > (index + 1) * pause + 100);
    judge(late < 0, {
      did: `In \`${call(recipe)}\`, the source \`${name}\` had its value ${late + 1} ready after ${seconds((late + 1) * pause)}. It came out after ${seconds(own[late]?.at ?? 0)}.`,
      expected: 'Values come out as they come: a slow source does not hold up the others.',
      help: 'Wait for all sources at the same time: a goroutine for each, or one `select` over them all.',
      lesson: 'fan-out-fan-in',
    });
  }
  judgeReason(recipe, history, 'undefined', 'all its sources had come to their end');
  const nothing: Recipe = { make: 'merge', of: [] };
  judgeValues(nothing, await play('read', { recipe: nothing, read: 'all' }), [], 'Without sources, all sources have ended.');
});

test('lazy', async () => {
  const read = random.integer(2, 4);
  const endless = given(500);
  const stages: readonly (readonly [Recipe, number])[] = [
    [{ make: 'map', text: '', of: endless }, 1], [{ make: 'filter', divisor: 1, of: { make: 'generate' } }, 2], [{ make: 'skip', count: 0, of: endless }, 1],
    [{ make: 'zip', left: endless, right: { make: 'given', name: 'letters', length: 500 } }, 1], [{ make: 'merge', of: [endless] }, 1], [{ make: 'take', count: 400, of: endless }, 1],
    [{ make: 'generate' }, 1], [{ make: 'iterate', first: 1, factor: 1 }, 1],
  ];
  for (const [recipe, length] of stages) {
    const history = await play('read', { recipe, read, then: 'wait and stop' });
    const made = Math.max(history.calls, ...Object.values(history.taken));
    judge(made <= read + 2 * length + 1, {
      did: `Somebody read ${count(read, 'value')} from \`${call(recipe)}\` and then waited for a minute. ${count(made, 'value')} had been made by then.`,
      expected: 'A sequence is at most a value or two ahead of its reader. What nobody wants is not worked out, and does not fill the memory.',
      help: 'Use channels without a buffer between the goroutines, so that the one who makes values waits for the one who takes them.',
      lesson: 'buffering',
    });
  }
});
