import { describe, expect, test } from 'vitest';
import { chan, context, go, iter, run, runtime, time } from '../../../src/index.ts';
import { underSchedules } from '../../conformance/under-schedules.ts';
import { collect, counting, type Log, numbers, plain, rejection, stuck } from './sources.ts';

const failure = new Error('it fails');

describe('iter.withContext', () => {
  test.each<[name: string, make: () => iter.Seq<string>]>([
    ['a source that is stuck', stuck],
    ['a channel', () => chan<string>()],
    ['fromChannel', () => iter.fromChannel(chan<string>())],
    ['merge', () => iter.merge(chan<string>(), chan<string>())],
    ['batch', () => iter.map(iter.batch(chan<string>(), 3, 1), String)],
    ['itself', () => iter.withContext(context.background(), chan<string>())],
    ['promises', () => [Promise.resolve('first'), 'second', new Promise<string>(() => {})]],
  ])('%s: the loop throws when the context ends', (_name, make) => run(async () => {
    const [ctx, cancel] = context.withTimeout(context.background(), 5);
    expect(await rejection(collect(iter.withContext(ctx, make())))).toBe(context.DeadlineExceeded);
    cancel();
  }));

  test('leaves nobody behind where it waits for a channel, however far up that is', () => underSchedules(async () => {
    const [ctx, cancel] = context.withCancel(context.background());
    const [a, b] = [chan<number>(), chan<number>()];
    const deep = iter.map(iter.chunk(iter.zip(iter.filter(iter.merge(a, b), () => true), plain([])), 2), (pairs) => pairs.length);
    const inside = iter.flatMap([1], () => b);
    go(async () => {
      await a.send(1);
      cancel();
    });
    expect(await rejection(collect(iter.withContext(ctx, deep)))).toBe(context.Canceled);
    const [other, stop] = context.withCancel(context.background());
    go(stop);
    expect(await rejection(collect(iter.withContext(other, inside)))).toBe(context.Canceled);
  }, 200));

  test('no value comes after the context has ended', () => underSchedules(async () => {
    const [ctx, cancel] = context.withCancel(context.background());
    const ch = chan<number>(5);
    for (let i = 0; i < 5; i++) await ch.send(i);
    const log: Log = [];
    for (const source of [ch, plain(log), numbers(log)]) {
      const [inner, stop] = context.withCancel(ctx);
      let seen = 0;
      expect(await rejection((async () => {
        for await (const _ of iter.withContext(inner, source)) if (++seen === 2) stop();
      })())).toBe(context.Canceled);
      expect(seen).toBe(2);
    }
    cancel();
    expect(await rejection(collect(iter.withContext(ctx, [1])))).toBe(context.Canceled);
    // Nothing is taken that nobody gets.
    expect([ch.length, log.includes('source 3')]).toEqual([3, false]);
  }, 50));

  test('nor does one that the source gives while it ends the context', () => run(async () => {
    const [ctx, cancel] = context.withCancel(context.background());
    const own = (function* (): Generator<number> {
      yield 1;
      cancel();
      yield 2;
    })();
    const seen: number[] = [];
    expect(await rejection((async () => {
      for await (const value of iter.withContext(ctx, own)) seen.push(value);
    })())).toBe(context.Canceled);
    expect(seen).toEqual([1]);
  }));

  test('a promise that is waited for does not keep merge from leaving, nor do those behind it', () => run(async () => {
    const endless = (function* (): Generator<Promise<string>> {
      for (;;) yield new Promise(() => {});
    })();
    for await (const _ of iter.merge(iter.withContext(context.background(), endless), iter.map([1], () => time.sleep(1)))) break;
  }));

  test('no value comes after an end that comes from elsewhere', () => underSchedules(async () => {
    for (const source of [chan<number>(3), numbers([])]) {
      const [ctx, cancel] = context.withCancel(context.background());
      if ('send' in source) for (let i = 0; i < 3; i++) await source.send(i);
      go(cancel);
      expect(await rejection((async () => {
        for await (const _ of iter.withContext(ctx, source)) expect(ctx.err()).toBeUndefined();
      })())).toBe(context.Canceled);
    }
  }, 200));

  test('the source is closed at the end of the context, at once when it is idle', () => underSchedules(async () => {
    const [ctx, cancel] = context.withCancel(context.background());
    const source = counting();
    expect(await rejection((async () => {
      for await (const _ of iter.withContext(ctx, source)) cancel();
    })())).toBe(context.Canceled);
    expect([source.nexts, source.returns]).toEqual([1, 1]);
  }));

  test('asks for no value before it is wanted', () => run(async () => {
    const source = counting();
    const sequence = iter.withContext(context.background(), source);
    await sequence.next();
    await time.sleep(1);
    expect(source.nexts).toBe(1);
    await sequence.return();
    expect(source.returns).toBe(1);
  }));

  test('promises in an ordinary iterable are awaited, and one that is rejected closes it', () => run(async () => {
    const log: Log = [];
    expect(await collect(iter.withContext(context.background(), [Promise.resolve(1), 2, Promise.resolve(3)]))).toEqual([1, 2, 3]);
    const failing = (function* (): Generator<number | Promise<number>> {
      try {
        yield 1;
        yield Promise.reject(failure);
      } finally {
        log.push('finally');
      }
    })();
    expect(await rejection(collect(iter.withContext(context.background(), failing)))).toBe(failure);
    expect(log).toEqual(['finally']);
    expect(runtime.numGoroutine()).toBe(1);
  }));

  test('its end is the end of the source, its error the error', () => underSchedules(async () => {
    expect(await collect(iter.withContext(context.background(), numbers([], 3)))).toEqual([1, 2, 3]);
    expect(await rejection(collect(iter.withContext(context.background(), iter.map([1], () => { throw failure; }))))).toBe(failure);
  }));
});
