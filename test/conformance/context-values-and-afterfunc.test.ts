/** The properties of Go's context tests about values, functions that run after the end, and memory. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { chan, context, gosched, run, select, sync, time, type Context } from '../../src/index.ts';
import { isDone, underSchedules } from './under-schedules.ts';

const SHORT = 5;

describe('values', () => {
  const [k1, k2, k3] = [context.key<string>('1'), context.key<string>('1'), context.key<string>('3')];
  const valuesOf = (ctx: Context): (string | undefined)[] => [k1, k2, k3].map((key) => ctx.value(key));

  test('context/TestValues: each layer adds its own value and passes the others through', () => {
    const c1 = context.withValue(context.background(), k1, 'c1k1');
    const c2 = context.withValue(c1, k2, 'c2k2');
    const c3 = context.withValue(c2, k3, 'c3k3');
    expect([context.background(), c1, c2, c3].map(valuesOf)).toEqual([
      [undefined, undefined, undefined], ['c1k1', undefined, undefined], ['c1k1', 'c2k2', undefined], ['c1k1', 'c2k2', 'c3k3'],
    ]);
  });

  test('context/TestValues: the innermost value of a key hides the others, also when it is nothing', () => {
    const nothing = context.key<string | undefined>('nothing');
    const outer = context.withValue(context.background(), nothing, 'outer');
    const inner = context.withValue(outer, nothing, undefined);
    expect([outer.value(nothing), inner.value(nothing)]).toEqual(['outer', undefined]);
  });

  test('context/TestValues: values go through contexts that can be cancelled, before and after', () => run(() => {
    const [ctx, cancel] = context.withTimeout(context.withValue(context.background(), k1, 'v'), time.Hour);
    const [inner, cancelInner] = context.withCancelCause(context.withValue(ctx, k3, 'w'));
    expect(valuesOf(inner)).toEqual(['v', undefined, 'w']);
    cancel();
    cancelInner();
    expect(valuesOf(inner)).toEqual(['v', undefined, 'w']);
  }));
});

describe('afterFunc', () => {
  test('context/TestAfterFuncCalledAfterCancel: not before the cancel, then once, and stop comes too late', () => underSchedules(async () => {
    const [ctx, cancel] = context.withCancel(context.background());
    const called = chan<void>();
    const stop = context.afterFunc(ctx, () => called.close());
    expect(await select({ called, later: time.after(SHORT) })).toMatchObject({ case: 'later' });
    cancel();
    await called.receive();
    expect(stop()).toBe(false);
    cancel();
  }));

  test('context/TestAfterFuncCalledAfterTimeout: a timeout calls it too', () => underSchedules(async () => {
    const [ctx, cancel] = context.withTimeout(context.background(), SHORT);
    const called = chan<void>();
    context.afterFunc(ctx, () => called.close());
    expect(await select({ called, late: time.after(time.Hour) })).toMatchObject({ case: 'called' });
    cancel();
  }));

  test('context/TestAfterFuncCalledImmediately: a context that has ended calls it at once', () => underSchedules(async () => {
    const [ctx, cancel] = context.withCancel(context.background());
    cancel();
    const called = chan<void>();
    const stop = context.afterFunc(ctx, () => called.close());
    expect(await select({ called, late: time.after(time.Hour) })).toMatchObject({ case: 'called' });
    expect(stop()).toBe(false);
  }));

  test('context/TestAfterFuncNotCalledAfterStop: stop in time says true once and keeps it from running', () => underSchedules(async () => {
    const [ctx, cancel] = context.withCancel(context.background());
    const called = chan<void>();
    const stop = context.afterFunc(ctx, () => called.close());
    expect(stop()).toBe(true);
    cancel();
    expect(await select({ called, later: time.after(SHORT) })).toMatchObject({ case: 'later' });
    expect(stop()).toBe(false);
  }));

  test('context/TestAfterFuncCalledAsynchronously: cancel waits for nobody', () => underSchedules(async () => {
    const [ctx, cancel] = context.withCancel(context.background());
    const handed = chan<string>();
    let returned = false;
    context.afterFunc(ctx, async () => {
      expect(returned).toBe(true);
      await handed.send('over');
    });
    cancel();
    returned = true;
    expect(await handed.receive()).toBe('over');
  }));

  test('context/TestAfterFuncNotCalledAfterStop: a stop that races the cancel is right about what it did', () => underSchedules(async () => {
    const [ctx, cancel] = context.withCancel(context.background());
    let ran = 0;
    const stop = context.afterFunc(ctx, () => { ran++; });
    const wg = new sync.WaitGroup();
    let stopped: boolean | undefined;
    wg.go(cancel);
    wg.go(() => { stopped = stop(); });
    await wg.wait();
    await time.sleep(SHORT);
    expect(ran).toBe(stopped ? 0 : 1);
  }));

  test('context/ExampleAfterFunc_cond: a wait for a condition ends with its context', () => underSchedules(async () => {
    const mu = new sync.Mutex();
    const cond = new sync.Cond(mu);
    const waitFor = async (ctx: Context, condition: () => boolean): Promise<Error | undefined> => {
      const stop = context.afterFunc(ctx, async () => {
        using _held = await mu.acquire();
        cond.broadcast();
      });
      while (!condition()) {
        await cond.wait();
        if (ctx.err()) break;
      }
      stop();
      return ctx.err();
    };
    const wg = new sync.WaitGroup();
    for (let i = 0; i < 3; i++) wg.go(async () => {
      const [ctx, cancel] = context.withTimeout(context.background(), SHORT);
      using _held = await mu.acquire();
      expect(await waitFor(ctx, () => false)).toBe(context.DeadlineExceeded);
      cancel();
    });
    await wg.wait();
  }));

  test('context/ExampleAfterFunc_merge: a context that ends with either of two, with the cause of that one', () => underSchedules(async () => {
    const [first, cancelFirst] = context.withCancelCause(context.background());
    const [second, cancelSecond] = context.withCancelCause(context.background());
    const [merged, cancel] = context.withCancelCause(first);
    const stop = context.afterFunc(second, () => cancel(context.cause(second)));
    const why = new Error('the second');
    cancelSecond(why);
    await merged.done().receive();
    expect([merged.err(), context.cause(merged), isDone(first)]).toEqual([context.Canceled, why, false]);
    expect(stop()).toBe(false);
    cancelFirst();
  }));
});

/** Garbage is collected now. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

describe('memory', () => {
  const derived: [string, (parent: Context) => [Context, context.CancelFunc]][] = [
    ['a child', context.withCancel],
    ['a child with a cause', context.withCancelCause],
    ['a child with an hour to live', (parent) => context.withTimeout(parent, time.Hour)],
  ];

  test.each(derived)('context/TestCancelRemoves: %s that is cancelled is forgotten by its parent', (_name, derive) => run(async () => {
    const [parent, cancelParent] = context.withCancel(context.background());
    const held = (end: 'cancelled' | 'left'): WeakRef<Context>[] => Array.from({ length: 100 }, () => {
      const [child, cancel] = derive(parent);
      if (end === 'cancelled') cancel();
      return new WeakRef(child);
    });
    const [cancelled, left] = [held('cancelled'), held('left')];
    for (let i = 0; i < 3; i++) {
      await time.sleep(1);
      await gosched();
      collect();
    }
    const alive = (refs: WeakRef<Context>[]): number => refs.filter((ref) => ref.deref()).length;
    expect(alive(cancelled)).toBeLessThan(10);
    expect(alive(left)).toBe(100);
    cancelParent();
  }));
});
