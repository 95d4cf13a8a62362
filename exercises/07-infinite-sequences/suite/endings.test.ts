import { judge, random, scenario } from 'concurrency-tutor/suite';
import { test } from 'vitest';
import type { History, Recipe, Script } from './recipe.ts';
import type * as scenarios from './scenarios.ts';
import { call, count, judgeEnded, judgeReason, list, seconds } from './words.ts';

const play = scenario<typeof scenarios>();

/** One of each kind of generator, and everything that is made of others. */
function everything(): Recipe[] {
  const seed = random.integer(1, 1e9);
  return [
    { make: 'fibonacci' }, { make: 'primes' },
    { make: 'uniform', seed, low: 0, high: 5 }, { make: 'integers', seed, low: 1, high: 6 },
    { make: 'normal', seed, mean: 10, deviation: 2 }, { make: 'exponential', seed, mean: 3 },
    { make: 'dates', start: '2027-03-01T00:00:00.000Z', count: 1, unit: 'days' }, { make: 'clock', interval: 1000 },
    { make: 'generate' }, { make: 'iterate', first: 1, factor: 2 },
    ...combined(() => ({ make: 'fibonacci' })),
  ];
}

function combined(source: () => Recipe): Recipe[] {
  return [
    { make: 'take', count: 1000, of: source() }, { make: 'takeWhile', limit: Infinity, of: source() }, { make: 'skip', count: 2, of: source() },
    { make: 'map', text: 'value ', of: source() }, { make: 'filter', divisor: 1, of: source() },
    { make: 'zip', left: source(), right: source() }, { make: 'merge', of: [source(), source()] },
  ];
}

test('cancel', async () => {
  const read = random.integer(2, 5);
  for (const recipe of everything()) {
    // Nobody reads any more; only the context can end what waits.
    await play('read', { recipe, read, context: 'can be cancelled', then: 'wait and cancel' });
    const script: Script = { recipe, read, context: 'can be cancelled', then: 'cancel', afterwards: 'reads on' };
    const history = await play('read', script);
    judgeSoon(recipe, history, 'the context was cancelled');
    judgeReason(recipe, history, 'context.Canceled', 'its context was cancelled');
  }
});

test('deadline', async () => {
  const interval = random.integer(1, 4) * 1000;
  const timeout = interval * random.integer(3, 6) + interval / 2;
  const clock: Recipe = { make: 'clock', interval };
  const slow: Recipe = { make: 'generate', work: { takes: interval } };
  const kinds: Recipe[] = [clock, slow, ...combined(() => clock), { make: 'zip', left: { make: 'primes' }, right: clock }];
  for (const recipe of kinds) {
    const history = await play('read', { recipe, read: 'all', context: { timeout } });
    judge(history.closed === 'at first' && history.end <= timeout + 100, {
      did: `The context of \`${call(recipe)}\` ended after ${seconds(timeout)}, its channel was closed after ${seconds(history.end)}.`,
      expected: 'It ends when its context ends.',
      help: 'Every place that waits has to listen to the context.',
    });
    judgeReason(recipe, history, 'context.DeadlineExceeded', 'the deadline of its context had passed');
  }
  for (const recipe of kinds) {
    const history = await play('read', { recipe, read: 3, context: { timeout: 0 }, pause: 1000, afterwards: 'reads on' });
    judgeSoon(recipe, { ...history, extra: history.values.slice(2) }, 'it was made with a context that had already ended');
  }
});

test('stop', async () => {
  const read = random.integer(2, 5);
  for (const recipe of everything()) {
    await play('read', { recipe, read, then: 'wait and stop' });
    const history = await play('read', { recipe, read, then: 'stop', afterwards: 'reads on' });
    judgeSoon(recipe, history, 'its reader called `stop`');
    judgeReason(recipe, history, 'undefined', 'its reader called `stop`');
  }
  const slow: Recipe[] = [{ make: 'generate', work: { takes: 3_600_000 } }, { make: 'map', text: '', of: { make: 'fibonacci' }, work: { takes: 3_600_000 } }, { make: 'clock', interval: 3_600_000 }];
  for (const recipe of slow) {
    const history = await play('read', { recipe, read: 0, then: 'wait and stop', afterwards: 'reads on' });
    judge(history.took < 1000, {
      did: `The reader of \`${call(recipe)}\` called \`stop\` while the sequence was waiting for something that takes an hour. \`values\` was closed ${seconds(history.took)} later.`,
      expected: 'It ends soon.',
      help: 'The context that functions are given has to end when the sequence is stopped, not only when the context it was made with ends.',
      lesson: 'context',
    });
    judgeReason(recipe, history, 'undefined', 'its reader called `stop`');
  }
});

/** A select that finds both a reader and the end of the context may take either, a few times in a row. */
function judgeSoon(recipe: Recipe, history: History, why: string): void {
  judge(history.closed !== 'no' && history.extra.length <= 40, {
    did: `After ${why}, ${count(history.extra.length, 'more value')} came from \`${call(recipe)}\`, and it went on: ${list(history.extra)}`,
    expected: 'The sequence ends soon. A reader who goes on may still get a few values.',
    help: 'Look at the context before each value, also when a reader is always there.',
    lesson: 'context',
  });
}

test('release', async () => {
  const limit = random.integer(2, 6);
  const source: Recipe = { make: 'given', name: 'numbers', length: 500 };
  const short: Recipe = { make: 'given', name: 'short', length: limit };
  const endless: readonly Recipe[] = [
    { make: 'take', count: limit, of: source },
    { make: 'takeWhile', limit: 10, of: source },
    { make: 'zip', left: short, right: source }, { make: 'zip', left: source, right: short },
  ];
  for (const recipe of endless) {
    const history = await play('read', { recipe, read: 'all', then: 'wait' });
    judgeEnded(recipe, history, names(recipe), `After its ${recipe.make === 'zip' ? 'shorter source had ended' : 'last value'}`);
    judgeReason(recipe, history, 'undefined', 'it had come to its end');
  }
  for (const recipe of combined(() => source).filter(({ make }) => make !== 'filter')) {
    const stopped = await play('read', { recipe: recipe.make === 'takeWhile' ? { make: 'map', text: '', of: source } : recipe, read: 0, then: 'stop', afterwards: 'reads on' });
    judgeEnded(recipe, stopped, names(recipe), 'After its reader had called `stop`');
    const cancelled = await play('read', { recipe, read: 0, context: 'can be cancelled', then: 'wait and cancel' });
    judgeEnded(recipe, cancelled, names(recipe), 'After its context had been cancelled');
  }
  for (const recipe of combined(() => ({ make: 'given', name: 'silent', length: 1, pause: 10 * 3_600_000 }))) {
    const stopped = await play('read', { recipe, read: 0, then: 'wait and stop', afterwards: 'reads on' });
    judgeEnded(recipe, stopped, names(recipe), 'After its reader had called `stop`');
    const cancelled = await play('read', { recipe, read: 0, context: 'can be cancelled', then: 'wait and cancel', afterwards: 'reads on' });
    judgeEnded(recipe, cancelled, names(recipe), 'After its context had been cancelled');
    judge(stopped.took < 1000 && cancelled.took < 1000, {
      did: `Its source was silent. When the reader of \`${call(recipe)}\` had enough, it took ${seconds(Math.max(stopped.took, cancelled.took))} until \`values\` was closed.`,
      expected: 'It ends soon, whether its source has a value or not.',
      help: 'Every place that waits has to listen to the context, also the one that receives from a source.',
      lesson: 'generators',
    });
  }
});

function names(recipe: Recipe): string[] {
  switch (recipe.make) {
    case 'given': return [recipe.name];
    case 'zip': return [...names(recipe.left), ...names(recipe.right)];
    case 'merge': return recipe.of.flatMap(names);
    default: return 'of' in recipe ? names(recipe.of) : [];
  }
}

test('errors', async () => {
  const bad = random.integer(1, 4);
  const failing: Recipe = { make: 'given', name: 'numbers', length: bad, fails: 'the disk is full' };
  const healthy: Recipe = { make: 'given', name: 'letters', length: 500 };
  const work = { throwsAt: bad };
  const own: readonly Recipe[] = [
    { make: 'generate', work }, { make: 'iterate', first: 1, factor: 2, work }, { make: 'map', text: '', of: healthy, work },
    { make: 'generate', work: { ...work, takes: 100 } }, { make: 'map', text: '', of: healthy, work: { ...work, takes: 100 } },
  ];
  for (const recipe of own) {
    const history = await play('read', { recipe, read: 'all', then: 'wait' });
    judgeReason(recipe, history, `the error “call ${bad} failed”`, `a function it calls threw the error “call ${bad} failed”`);
    judgeCount(recipe, history, recipe.make === 'iterate' ? bad + 1 : bad);
    judgeEnded(recipe, history, names(recipe), 'After a function it calls had thrown');
  }
  for (const make of ['takeWhile', 'filter'] as const) {
    const source: Recipe = { make: 'iterate', first: 1, factor: 1 };
    const recipe: Recipe = make === 'filter' ? { make, divisor: 1, of: source, throwsAt: bad } : { make, limit: 1000, of: source, throwsAt: bad };
    const history = await play('read', { recipe, read: 'all', then: 'wait' });
    judgeReason(recipe, history, `the error “test ${bad} failed”`, `a function it calls threw the error “test ${bad} failed”`);
  }
  const passedOn: readonly Recipe[] = [
    ...combined(() => failing).filter(({ make }) => !['filter', 'takeWhile', 'zip', 'merge'].includes(make)),
    { make: 'zip', left: failing, right: healthy }, { make: 'zip', left: healthy, right: failing },
    { make: 'merge', of: [healthy, failing] }, { make: 'take', count: 900, of: { make: 'map', text: '', of: failing } },
  ];
  for (const recipe of passedOn) {
    const history = await play('read', { recipe, read: 'all', then: 'wait' });
    judgeReason(recipe, history, 'the error “the disk is full”', 'its source had failed with the error “the disk is full”');
    judgeEnded(recipe, history, names(recipe), 'After one of its sources had failed');
  }
});

function judgeCount(recipe: Recipe, history: History, values: number): void {
  judge(history.values.length === values, {
    did: `\`${call(recipe)}\` called a function that threw. ${count(history.values.length, 'value')} came before the end: ${list(history.values)}.`,
    expected: `The ${count(values, 'value')} before the error come out, and nothing after it.`,
    help: 'What was made before the error is handed over as ever. Then the sequence ends.',
  });
}
