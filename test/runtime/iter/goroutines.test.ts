import { describe, expect, test } from 'vitest';
import { exploreProgram } from '../../../src/explore/index.ts';
import { chan, context, DeadlockError, go, gosched, iter, Panic, panic, run, runtime, select, sync, time } from '../../../src/index.ts';
import { expectElapsed, underSchedules, verdictOf } from '../../conformance/under-schedules.ts';
import { collect, counting, type Log, numbers, plain, rejection } from './sources.ts';

const failure = new Error('it fails');

/** A sequence that gives one value and then waits for something that never comes. */
async function* stuck(): AsyncGenerator<string, void, undefined> {
  yield 'one';
  await chan<never>().receive();
}

/** Values that come with pauses, in milliseconds. */
async function* paced(...pauses: number[]): AsyncGenerator<number, void, undefined> {
  for (const [i, pause] of pauses.entries()) {
    await time.sleep(pause);
    yield i;
  }
}

describe('iter.merge', () => {
  test('gives every value once, each source in its own order, and in many orders together', async () => {
    const orders = new Set<string>();
    await underSchedules(async () => {
      const seen = await collect(iter.merge(numbers([], 3), iter.map(numbers([], 3), (value) => `s${value}`)));
      expect(seen.filter((value) => typeof value === 'number')).toEqual([1, 2, 3]);
      expect(seen.filter((value) => typeof value === 'string')).toEqual(['s1', 's2', 's3']);
      orders.add(seen.join());
    }, 200);
    expect(orders.size).toBeGreaterThan(5);
  });

  test('of nothing ends at once', () => underSchedules(async () => {
    expect(await collect(iter.merge())).toEqual([]);
  }, 5));

  test('a slow source does not keep a fast one waiting', () => underSchedules(async () => {
    const start = time.now();
    expect(await collect(iter.merge(paced(30), iter.map(paced(10, 10), String)))).toEqual(['0', '1', 0]);
    expectElapsed(start, 30);
  }));

  test('leaves nobody behind when the loop is left, whatever its sources are at', () => underSchedules(async () => {
    const log: Log = [];
    const silent = chan<number>();
    let seen = 0;
    for await (const _ of iter.merge(numbers(log, Infinity, 'a'), plain(log, Infinity, 'b'), silent, iter.map(iter.fromChannel(silent), (value) => value))) {
      if (++seen === 3) break;
    }
    for (const name of ['a', 'b']) {
      const begun = log.includes(`${name} 1`);
      expect(log.filter((line) => line === `${name} finally`)).toHaveLength(begun ? 1 : 0);
    }
    expect(runtime.numGoroutine()).toBe(1);
  }, 200));

  test('nothing is lost from a channel that nobody waited for when the loop was left', () => underSchedules(async () => {
    const ch = chan<number>(3);
    for (const i of [1, 2, 3]) await ch.send(i);
    for await (const value of iter.take(iter.merge(ch), 1)) expect(value).toBe(1);
    // The goroutine is at most one value ahead.
    expect(ch.length).toBeGreaterThanOrEqual(1);
  }));

  test('the first failure stops the others, and comes when they are closed', () => underSchedules(async () => {
    const log: Log = [];
    const failing = iter.map(numbers(log, 1, 'bad'), () => { throw failure; });
    expect(await rejection(collect(iter.merge(numbers(log), chan<number>(), failing)))).toBe(failure);
    expect(log.filter((line) => line === 'source finally')).toHaveLength(log.includes('source 1') ? 1 : 0);
    expect(runtime.numGoroutine()).toBe(1);
  }, 100));

  test('a panic of a source can be caught in the loop, and goexit ends the goroutine of the loop', () => underSchedules(async () => {
    const caught = await rejection(collect(iter.merge(iter.map([1], () => panic('oops')))));
    expect([caught instanceof Panic, (caught as Panic).value]).toEqual([true, 'oops']);
    const wg = new sync.WaitGroup();
    let went = false;
    wg.add();
    go(async () => {
      try {
        await collect(iter.merge(iter.map([1], () => runtime.goexit())));
        went = true;
      } finally {
        wg.done();
      }
    });
    await wg.wait();
    expect(went).toBe(false);
  }, 20));

  test('a source that waits for something else than a channel keeps the loop waiting; withContext around it does not', async () => {
    const leave = async (source: iter.Seq<string>): Promise<void> => {
      for await (const _ of iter.merge(source, chan<string>())) {
        // By then the source is asked for the second value.
        await time.sleep(1);
        break;
      }
    };
    expect(await verdictOf(() => leave(stuck()))).toBe('deadlock');
    await expect(run(() => leave(stuck()))).rejects.toBeInstanceOf(DeadlockError);
    // The one it can do nothing about is named, but the loop has been left.
    const [ctx, cancel] = context.withCancel(context.background());
    await run(() => leave(iter.withContext(ctx, stuck())));
    cancel();
    expect(await verdictOf(async () => {
      const [ctx, cancel] = context.withCancel(context.background());
      await leave(iter.withContext(ctx, stuck()));
      cancel();
    })).toBe('leak');
  });

  test('its goroutines bear its name', () => run(async () => {
    const merged = iter.merge(numbers([]), chan<number>());
    await merged.next();
    expect(runtime.stack()).toMatch(/goroutine 3 \[select\]:\nmerge/);
    await merged.return();
  }));
});

describe('iter.batch', () => {
  test('a batch is complete by size, or by time since its first value', () => underSchedules(async () => {
    const start = time.now();
    const seen: [batch: number[], at: number][] = [];
    for await (const group of iter.batch(paced(5, 1, 1, 20, 1, 30, 1), 3, 10)) seen.push([group, Math.round(time.since(start))]);
    expect(seen).toEqual([[[0, 1, 2], 7], [[3, 4], 37], [[5, 6], 59]]);
  }, 30));

  test('it is never empty, and without a limit of time only the size counts', () => underSchedules(async () => {
    expect(await collect(iter.batch(paced(100, 100, 100), 2, 10))).toEqual([[0], [1], [2]]);
    expect(await collect(iter.batch(paced(100, 100, 100), 2, Infinity))).toEqual([[0, 1], [2]]);
    expect(await collect(iter.batch([], 2, 10))).toEqual([]);
    expect(await collect(iter.batch([1, 2, 3], 2, 10))).toEqual([[1, 2], [3]]);
  }, 30));

  test('leaves nobody behind when the loop is left, and no timer', () => underSchedules(async () => {
    const log: Log = [];
    const ch = chan<number>();
    go(() => ch.send(1));
    for await (const group of iter.batch(iter.merge(ch, numbers(log)), 2, 5)) {
      expect(group.length).toBeGreaterThan(0);
      if (group.includes(1)) break;
    }
    const [value] = ch.tryReceive() ?? [];
    expect([undefined, 1]).toContain(value);
  }, 100));

  test('on the real clock', () => run(async () => {
    // Nobody closes it: only time can complete the batch.
    for await (const group of iter.batch(iter.merge([1], chan<number>()), 10, 5)) {
      expect(group).toEqual([1]);
      break;
    }
  }));
});

describe('iter.withContext', () => {
  test.each<[name: string, make: () => iter.Seq<string>]>([
    ['a source that is stuck', stuck],
    ['a channel', () => chan<string>()],
    ['fromChannel', () => iter.fromChannel(chan<string>())],
    ['merge', () => iter.merge(chan<string>(), chan<string>())],
    ['batch', () => iter.map(iter.batch(chan<string>(), 3, 1), String)],
    ['itself', () => iter.withContext(context.background(), chan<string>())],
    ['promises', () => [new Promise<string>(() => {})]],
  ])('%s: the loop throws when the context ends', (_name, make) => run(async () => {
    const [ctx, cancel] = context.withTimeout(context.background(), 5);
    expect(await rejection(collect(iter.withContext(ctx, make())))).toBe(context.DeadlineExceeded);
    cancel();
  }));

  test('leaves nobody behind where it waits for a channel, however far up that is', () => underSchedules(async () => {
    const [ctx, cancel] = context.withCancel(context.background());
    const [a, b] = [chan<number>(), chan<number>()];
    const deep = iter.map(iter.chunk(iter.zip(iter.filter(iter.merge(a, b), () => true), plain([])), 2), (pairs) => pairs.length);
    go(async () => {
      await a.send(1);
      cancel();
    });
    expect(await rejection(collect(iter.withContext(ctx, deep)))).toBe(context.Canceled);
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
    expect(ch.length).toBe(3);
  }, 50));

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

  test('its end is the end of the source, its error the error', () => underSchedules(async () => {
    expect(await collect(iter.withContext(context.background(), numbers([], 3)))).toEqual([1, 2, 3]);
    expect(await rejection(collect(iter.withContext(context.background(), iter.map([1], () => { throw failure; }))))).toBe(failure);
  }));
});

describe('iter.toChannel', () => {
  test('sends the values, and closes the channel at the end', () => underSchedules(async () => {
    const values = iter.toChannel(context.background(), numbers([], 3));
    expect(await values.receiveOk()).toEqual([1, true]);
    expect(await collect(values)).toEqual([2, 3]);
    expect(await values.receiveOk()).toEqual([undefined, false]);
  }));

  test('is a case of a select', () => underSchedules(async () => {
    const values = iter.toChannel(context.background(), ['x']);
    expect(await select({ value: values, other: chan<number>() })).toEqual({ case: 'value', ok: true, value: 'x' });
    expect(await values.receiveOk()).toEqual([undefined, false]);
  }));

  test('ends with its context, whether it sends or waits, and closes source and channel', () => underSchedules(async () => {
    const log: Log = [];
    const [ctx, cancel] = context.withCancel(context.background());
    const sending = iter.toChannel(ctx, numbers(log));
    const waiting = iter.toChannel(ctx, chan<number>());
    await sending.receive();
    cancel();
    expect(await collect(waiting)).toEqual([]);
    await collect(sending);
    // The channel does not wait for a source that is busy.
    await time.sleep(1);
    expect(log.at(-1)).toBe('source finally');
  }, 100));

  test('the channel is closed at the end of the context also while the source is stuck', () => run(async () => {
    const [ctx, cancel] = context.withTimeout(context.background(), 5);
    expect(await collect(iter.toChannel(ctx, stuck()))).toEqual(['one']);
    cancel();
  }));

  test('whoever stops receiving without an end of the context leaves a goroutine behind', async () => {
    expect(await verdictOf(async () => {
      for await (const _ of iter.toChannel(context.background(), [1, 2, 3])) break;
    })).toBe('leak');
  });

  test('a source that throws ends the program, and nobody takes it for a good end', async () => {
    const program = (): Promise<unknown> => run(() => collect(iter.toChannel(context.background(), iter.map([1, 2], (value) => {
      if (value === 2) throw failure;
      return value;
    }))));
    expect(await rejection(program())).toMatchObject({ name: 'Panic', value: failure });
    const { outcomes } = await exploreProgram(program, { schedules: 50, stopAfter: 50 });
    expect(new Set(outcomes.map(({ verdict }) => verdict))).toEqual(new Set(['panic']));
  });

  test('with a channel for errors the error is there when the values end', () => underSchedules(async () => {
    const errors = chan<Error>(1);
    const failing = iter.flatMap([1, 2], (value) => value === 1 ? [1] : [Promise.reject(failure)]);
    expect(await collect(iter.toChannel(context.background(), failing, errors))).toEqual([1]);
    expect(errors.tryReceive()).toEqual([failure, true]);
    expect(await collect(iter.toChannel(context.background(), [1], errors))).toEqual([1]);
    expect(errors.tryReceive()).toBeUndefined();
  }));

  test('without room, the error waits for a receiver or for the end of the context', () => underSchedules(async () => {
    const errors = chan<Error>();
    const [ctx, cancel] = context.withCancel(context.background());
    const failing = (): iter.Sequence<number> => iter.map([1], () => { throw 'a text'; });
    iter.toChannel(ctx, failing(), errors);
    expect(await errors.receive()).toMatchObject({ message: 'a text', cause: 'a text' });
    const values = iter.toChannel(ctx, failing(), errors);
    await gosched();
    cancel();
    expect(await collect(values)).toEqual([]);
  }));

  test('the end of the context is no error of the source, the end of another one is', () => underSchedules(async () => {
    const errors = chan<Error>(2);
    const [ctx, cancel] = context.withCancel(context.background());
    const [other, cancelOther] = context.withCancel(context.background());
    cancelOther();
    await collect(iter.toChannel(ctx, iter.withContext(other, [1]), errors));
    expect(errors.tryReceive()).toEqual([context.Canceled, true]);
    cancel();
    await collect(iter.toChannel(ctx, iter.withContext(ctx, [1]), errors));
    expect(errors.tryReceive()).toBeUndefined();
  }));

  test('a panic ends the program in any case, goexit only the goroutine', async () => {
    expect(await verdictOf(() => collect(iter.toChannel(context.background(), iter.map([1], () => panic('oops')), chan<Error>(1))))).toBe('panic');
    await underSchedules(async () => {
      expect(await collect(iter.toChannel(context.background(), iter.map([1], () => runtime.goexit()), chan<Error>(1)))).toEqual([]);
    }, 20);
  });

  test('a pipeline there and back leaves nobody behind when its end is left', () => underSchedules(async () => {
    const log: Log = [];
    const [ctx, cancel] = context.withCancel(context.background());
    const squares = iter.toChannel(ctx, iter.map(iter.toChannel(ctx, numbers(log)), (value) => value * value));
    for await (const square of iter.withContext(ctx, squares)) if (square >= 9) break;
    cancel();
  }, 100));
});
