import { describe, expect, test } from 'vitest';
import { context, iter, run, type Context } from '../../../src/index.ts';
import { underSchedules } from '../../conformance/under-schedules.ts';
import { collect, counting, type Log, numbers, plain, rejection } from './sources.ts';

const failure = new Error('it fails');

/** Each function over one source, the others being harmless. */
const overOne: [name: string, make: (source: iter.Seq<number>, ctx: Context) => AsyncIterable<unknown>][] = [
  ['map', (source) => iter.map(source, (value) => value)],
  ['filter', (source) => iter.filter(source, () => true)],
  ['take', (source) => iter.take(source, 100)],
  ['drop', (source) => iter.drop(source, 1)],
  ['chunk', (source) => iter.chunk(source, 2)],
  ['window', (source) => iter.window(source, 2)],
  ['zip, first', (source) => iter.zip(source, plain([]))],
  ['zip, last', (source) => iter.zip(plain([]), source)],
  ['merge', (source) => iter.merge(source, [])],
  ['flatMap, outside', (source) => iter.flatMap(source, (value) => [value])],
  ['flatMap, inside', (source) => iter.flatMap([1], () => source)],
  ['batch', (source) => iter.batch(source, 2, 1)],
  ['withContext', (source, ctx) => iter.withContext(ctx, source)],
  ['several', (source, ctx) => iter.map(iter.withContext(ctx, iter.chunk(iter.merge(iter.filter(source, () => true)), 2)), (value) => value)],
];

describe('iter: leaving a loop closes the source', () => {
  test.each(overOne)('%s: exactly once, before the loop is left', (_name, make) => underSchedules(async () => {
    const source = counting();
    for await (const _ of make(source, context.background())) break;
    expect(source.returns).toBe(1);
  }, 20));

  test.each(overOne)('%s: its finally has run, on the event loop too', (_name, make) => run(async () => {
    const log: Log = [];
    for await (const _ of make(numbers(log), context.background())) break;
    expect(log.filter((line) => line === 'source finally')).toHaveLength(1);
  }));

  test.each(overOne)('%s: also when the loop is left by a throw', (_name, make) => underSchedules(async () => {
    const source = counting();
    expect(await rejection((async () => {
      for await (const _ of make(source, context.background())) throw failure;
    })())).toBe(failure);
    expect(source.returns).toBe(1);
  }, 20));

  test.each(overOne)('%s: a source that has ended by itself is not closed again', (_name, make) => underSchedules(async () => {
    const log: Log = [];
    const inner = numbers(log, 3);
    await collect(make(byHand(inner, log), context.background()));
    expect(log.filter((line) => !/\d/.test(line))).toEqual(['source finally']);
  }, 20));

  test('take closes the source instead of asking again, and what it is not asked for it does not make', () => run(async () => {
    const log: Log = [];
    expect(await collect(iter.take(plain(log), 2))).toEqual([1, 2]);
    expect(log).toEqual(['source 1', 'source 2', 'source finally']);
    const source = counting();
    expect(await collect(iter.take(source, 0))).toEqual([]);
    expect([source.nexts, source.returns]).toEqual([0, 1]);
  }));

  test('zip closes the others when the shortest ends, and asks none that comes after it', () => run(async () => {
    const log: Log = [];
    expect(await collect(iter.zip(numbers(log, 2, 'a'), numbers(log, 1, 'b'), numbers(log, 2, 'c')))).toEqual([[1, 1, 1]]);
    expect(log).toEqual(['a 1', 'b 1', 'c 1', 'a 2', 'b finally', 'a finally', 'c finally']);
  }));

  test('a sequence that was never begun leaves its source alone', () => run(async () => {
    const source = counting();
    for (const [, make] of overOne) {
      const sequence = make(source, context.background());
      await sequence[Symbol.asyncIterator]().return?.();
    }
    expect([source.nexts, source.returns]).toEqual([0, 0]);
  }));
});

describe('iter: an error reaches the loop unchanged', () => {
  async function* failing(log: Log): AsyncGenerator<number, void, undefined> {
    yield* numbers(log, 2);
    log.push('throws');
    throw failure;
  }

  test.each(overOne)('%s: from the source, which is not closed again', (_name, make) => underSchedules(async () => {
    const log: Log = [];
    expect(await rejection(collect(make(byHand(failing(log), log), context.background())))).toBe(failure);
    expect(log).toContain('throws');
    expect(log).not.toContain('returned');
  }, 20));

  test.each(overOne)('%s: from the finally of the source, when the loop is left', (_name, make) => underSchedules(async () => {
    const source = counting();
    const bad: AsyncIterable<number> = { [Symbol.asyncIterator]: () => ({
      ...source[Symbol.asyncIterator](),
      return: () => Promise.reject(failure),
    }) };
    expect(await rejection((async () => {
      for await (const _ of make(bad, context.background())) break;
    })())).toBe(failure);
  }, 20));

  test.each<[name: string, make: (source: iter.Seq<number>) => AsyncIterable<unknown>]>([
    ['map', (source) => iter.map(source, () => { throw failure; })],
    ['filter', (source) => iter.filter(source, () => Promise.reject(failure))],
    ['flatMap', (source) => iter.flatMap(source, () => { throw failure; })],
    ['flatMap, inside', (source) => iter.flatMap(source, () => [Promise.reject(failure)])],
    ['zip', (source) => iter.zip(source, iter.map([1], () => { throw failure; }), source)],
  ])('%s: from a function, and the source is closed', (_name, make) => run(async () => {
    const log: Log = [];
    expect(await rejection(collect(make(numbers(log))))).toBe(failure);
    expect(log).toEqual(['source 1', 'source finally']);
  }));

  test('a rejected promise in an ordinary iterable closes it', () => run(async () => {
    const log: Log = [];
    function* promises(): Generator<Promise<number>> {
      try {
        yield Promise.reject(failure);
      } finally {
        log.push('finally');
      }
    }
    expect(await rejection(collect(iter.map(promises(), (value) => value)))).toBe(failure);
    expect(log).toEqual(['finally']);
  }));
});

/** The same source behind an iterator that says when it is closed. */
function byHand(inner: AsyncGenerator<number, void, undefined>, log: Log): AsyncIterable<number> {
  return { [Symbol.asyncIterator]: () => ({
    next: () => inner.next(),
    return: () => {
      log.push('returned');
      return inner.return();
    },
  }) };
}
