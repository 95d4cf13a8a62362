/** Putting recipes and histories into words, and what holds for every sequence. */
import { judge } from 'concurrency-tutor/suite';
import type { History, Plain, Recipe } from './recipe.ts';

/** The call that makes a sequence, as the learner would write it. */
export function call(recipe: Recipe): string {
  switch (recipe.make) {
    case 'fibonacci':
    case 'primes': return `${recipe.make}(ctx)`;
    case 'uniform':
    case 'integers': return `${recipe.make}(ctx, source, ${recipe.low}, ${recipe.high})`;
    case 'normal': return `normal(ctx, source, ${recipe.mean}, ${recipe.deviation})`;
    case 'exponential': return `exponential(ctx, source, ${recipe.mean})`;
    case 'dates': return `dates(ctx, ${recipe.start}, ${recipe.count} ${recipe.unit})`;
    case 'clock': return `clock(ctx, ${recipe.interval})`;
    case 'generate': return 'generate(ctx, next)';
    case 'iterate': return `iterate(ctx, ${recipe.first}, next)`;
    case 'take':
    case 'skip': return `${recipe.make}(ctx, ${call(recipe.of)}, ${recipe.count})`;
    case 'takeWhile': return `takeWhile(ctx, ${call(recipe.of)}, test)`;
    case 'filter': return `filter(ctx, ${call(recipe.of)}, test)`;
    case 'map': return `map(ctx, ${call(recipe.of)}, change)`;
    case 'zip': return `zip(ctx, ${call(recipe.left)}, ${call(recipe.right)})`;
    case 'merge': return `merge(ctx, ${recipe.of.map(call).join(', ')})`;
    case 'given': return recipe.name;
  }
}

export function list(values: readonly Plain[]): string {
  const shown = values.slice(0, 8).map((value) => (Array.isArray(value) ? `[${list(value as Plain[])}]` : String(value)));
  return values.length === 0 ? 'nothing' : shown.join(', ') + (values.length > 8 ? ' …' : '');
}

export function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The values are these, in this order. */
export function judgeValues(recipe: Recipe, history: History, expected: readonly Plain[], help: string): void {
  const { values } = history;
  const at = expected.findIndex((value, index) => JSON.stringify(value) !== JSON.stringify(values[index]));
  const before = list(expected.slice(Math.max(0, at - 3), at));
  judge(at < 0 || at < values.length, {
    did: `\`${call(recipe)}\` ended after ${count(values.length, 'value')}${values.length === 0 ? '' : `: ${list(values)}`}.`,
    expected: `${expected.length === values.length + 1 ? 'One more value' : `${expected.length - values.length} more values`}; the next is ${list([expected[at] ?? ''])}.`,
    help,
  });
  judge(at < 0, {
    did: `Value ${at + 1} of \`${call(recipe)}\` was ${list([values[at] ?? ''])}${at === 0 ? '' : `, after ${before}`}.`,
    expected: `Value ${at + 1} is ${list([expected[at] ?? ''])}.`,
    help,
  });
  judge(values.length === expected.length, {
    did: `\`${call(recipe)}\` gave ${values.length === 60 ? 'more and more values' : count(values.length, 'value')}: after ${list(expected.slice(-3))} came ${list(values.slice(expected.length))}.`,
    expected: `It ends after ${count(expected.length, 'value')}.`,
    help,
  });
}

/** The channel was closed, and `err` tells this reason. */
export function judgeReason(recipe: Recipe, history: History, expected: string, what: string): void {
  judge(history.error === expected, {
    did: `\`${call(recipe)}\` ended because ${what}. Its \`err()\` was then ${history.error}.`,
    expected: `\`err()\` is ${expected}.`,
    help: reasonHelp(expected),
    lesson: 'generators',
  });
}

function reasonHelp(expected: string): string {
  if (expected === 'undefined') return 'Tell apart why the sequence ends: the context it was made with may have ended, its reader may have called `stop`, or it has come to its own end.';
  if (expected.startsWith('context.')) return 'Ask the context the sequence was made with, before `values` is closed.';
  return 'Catch what a function throws, keep it, and ask a source for its `err()` when its channel is closed. All of that comes before `values` is closed.';
}

/** Nothing given to the library is left running. */
export function judgeEnded(recipe: Recipe, history: History, names: readonly string[], when: string): void {
  const left = names.filter((name) => !history.ended.includes(name));
  judge(left.length === 0, {
    did: `${when}, \`${call(recipe)}\` had not stopped its source \`${left[0]}\`. A minute later the source was still there, with a goroutine that waits for a reader.`,
    expected: 'A sequence that ends, for whatever reason, stops everything it is made of.',
    help: 'Call `stop` of every source in the one place that each sequence comes through when it ends.',
    lesson: 'generators',
  });
}
