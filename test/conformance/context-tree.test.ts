/** The properties of Go's `context_test.go` about trees of contexts. */
import { expect, test } from 'vitest';
import { chan, context, go, run, runtime, select, sync, time, type Context } from '../../src/index.ts';
import { isDone, thrownBy, underSchedules, verdictOf } from './under-schedules.ts';

const roots: [goTest: string, make: () => Context][] = [['TestBackground', context.background], ['TestTODO', context.todo]];

test.each(roots)('context/%s: a root is the same each time, and without deadline, error or value', (_goTest, make) => {
  const ctx = make();
  expect(ctx).toBe(make());
  expect(ctx.err()).toBeUndefined();
  expect(ctx.deadline()).toBeUndefined();
  expect(ctx.value(context.key('any'))).toBeUndefined();
});

test.each(roots)('context/%s: a root is never done', async (_goTest, make) => {
  await underSchedules(async () => {
    expect(await select({ done: make().done(), late: time.after(time.Hour) })).toMatchObject({ case: 'late' });
  });
  expect(await verdictOf(() => make().done().receive())).toBe('deadlock');
});

test('context/TestBackground, TestTODO: the two roots are not the same', () => {
  expect(context.background()).not.toBe(context.todo());
});

test('context/TestWithCancel: cancel closes done and sets the error before it returns, here and below', () => underSchedules(() => {
  const [first, cancel] = context.withCancel(context.background());
  const wrapped = context.withValue(first, context.key<string>('k'), 'v');
  const [second, cancelSecond] = context.withCancel(wrapped);
  const all = [first, wrapped, second];
  expect(all.map((ctx) => [isDone(ctx), ctx.err()])).toEqual(all.map(() => [false, undefined]));
  cancel();
  expect(all.map((ctx) => [isDone(ctx), ctx.err()])).toEqual(all.map(() => [true, context.Canceled]));
  cancelSecond();
}));

test('context/TestWithCancel: done gives the same channel each time', () => run(() => {
  const [ctx, cancel] = context.withCancel(context.background());
  expect(ctx.done()).toBe(ctx.done());
  const before = ctx.done();
  cancel();
  expect(ctx.done()).toBe(before);
}));

test('context/TestWithCancel: cancelling again changes nothing', () => underSchedules(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++) wg.go(cancel);
  await wg.wait();
  expect([isDone(ctx), ctx.err()]).toEqual([true, context.Canceled]);
}));

test('context/TestWithCancel: everybody who waits for done is woken', () => underSchedules(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 5; i++) wg.go(async () => {
    expect(await ctx.done().receiveOk()).toEqual([undefined, false]);
    expect(ctx.err()).toBe(context.Canceled);
  });
  go(cancel);
  await wg.wait();
}));

test('context/TestParentFinishesChild: a parent ends its children through values and timers, and no other branch', () => underSchedules(() => {
  const [parent, cancel] = context.withCancel(context.background());
  const [cancelChild, stopChild] = context.withCancel(parent);
  const valueChild = context.withValue(parent, context.key<string>('key'), 'value');
  const [timerChild, stopTimer] = context.withTimeout(valueChild, time.Hour);
  const [other, stopOther] = context.withCancel(context.background());
  const family = [parent, cancelChild, valueChild, timerChild];
  expect(family.map(isDone)).toEqual([false, false, false, false]);
  cancel();
  expect(family.map(isDone)).toEqual([true, true, true, true]);
  expect(family.map((ctx) => ctx.err())).toEqual(family.map(() => context.Canceled));
  expect([isDone(other), other.err()]).toEqual([false, undefined]);
  const late = context.withValue(parent, context.key<string>('key'), 'value');
  expect([isDone(late), late.err()]).toEqual([true, context.Canceled]);
  for (const stop of [stopChild, stopTimer, stopOther]) stop();
}));

test('context/TestChildFinishesFirst: a child that ends leaves its parent as it is', () => underSchedules(() => {
  const [cancelable, stop] = context.withCancel(context.background());
  for (const parent of [context.background(), cancelable]) {
    const [child, cancel] = context.withCancel(parent);
    expect([isDone(parent), isDone(child)]).toEqual([false, false]);
    cancel();
    expect([isDone(child), child.err()]).toEqual([true, context.Canceled]);
    expect([isDone(parent), parent.err()]).toEqual([false, undefined]);
  }
  stop();
}));

test('context/TestWithCancelCanceledParent: a child of a cancelled parent is done from the start', () => underSchedules(() => {
  const [parent, cancelParent] = context.withCancel(context.background());
  cancelParent();
  const [child, cancel] = context.withCancel(parent);
  const [timed, cancelTimed] = context.withTimeout(parent, time.Hour);
  expect([isDone(child), child.err()]).toEqual([true, context.Canceled]);
  expect([isDone(timed), timed.err()]).toEqual([true, context.Canceled]);
  cancel();
  cancelTimed();
}));

test('context/TestInvalidDerivedFail: nothing derives from a parent that is none', () => run(() => {
  const none = null as unknown as Context;
  thrownBy(() => context.withCancel(none));
  thrownBy(() => context.withCancelCause(none));
  thrownBy(() => context.withDeadline(none, time.now() + 1));
  thrownBy(() => context.withTimeout(none, 1));
  thrownBy(() => context.withValue(none, context.key<string>('foo'), 'bar'));
  thrownBy(() => context.withoutCancel(none));
}));

test('context/TestSimultaneousCancels: a hundred contexts that are cancelled at once, in any order, all end', () => underSchedules(async () => {
  const all = [context.withCancel(context.background())];
  for (let parent = 0; all.length < 100; parent++) {
    for (let i = 0; i < 4; i++) all.push(context.withCancel(all[parent]?.[0] ?? context.background()));
  }
  const wg = new sync.WaitGroup();
  for (const [, cancel] of all) wg.go(cancel);
  for (const [ctx] of all.toReversed()) await ctx.done().receive();
  await wg.wait();
  expect(all.every(([ctx]) => ctx.err() === context.Canceled)).toBe(true);
}));

test('context/TestInterlockedCancels: a child may be cancelled by who watches its parent end', () => underSchedules(async () => {
  const [parent, cancelParent] = context.withCancel(context.background());
  const [child, cancelChild] = context.withCancel(parent);
  go(async () => {
    await parent.done().receive();
    cancelChild();
  });
  cancelParent();
  await child.done().receive();
}));

interface Layers {
  readonly ctx: Context;
  readonly cancels: readonly context.CancelFunc[];
  readonly values: readonly (readonly [key: context.Key<number>, value: number])[];
}

/** Thirty contexts, one in the other, of the three kinds in an order that the seed chooses. */
function layers(seed: number, timeout: number): Layers {
  let ctx = context.background();
  const cancels: context.CancelFunc[] = [];
  const values: [context.Key<number>, number][] = [];
  let state = seed;
  for (let i = 0; i < 30; i++) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const kind = Math.floor(state / 2 ** 16) % 3;
    if (kind === 0) {
      const key = context.key<number>(`layer ${i}`);
      ctx = context.withValue(ctx, key, i);
      values.push([key, i]);
    } else {
      const [next, cancel] = kind === 1 ? context.withCancel(ctx) : context.withTimeout(ctx, timeout);
      ctx = next;
      cancels.push(cancel);
    }
  }
  return { ctx, cancels, values };
}

function expectValues({ ctx, values }: Layers): void {
  expect(values.map(([key]) => ctx.value(key))).toEqual(values.map(([, value]) => value));
}

test('context/TestLayersCancel: cancelling any layer ends the innermost one at once and keeps its values', () => underSchedules(() => {
  for (let seed = 1; seed <= 10; seed++) {
    const all = layers(seed, time.Hour);
    expect(isDone(all.ctx)).toBe(false);
    expectValues(all);
    all.cancels[seed % all.cancels.length]?.();
    expect([isDone(all.ctx), all.ctx.err()]).toEqual([true, context.Canceled]);
    expectValues(all);
    for (const cancel of all.cancels) cancel();
  }
}, 10));

test('context/TestLayersTimeout: a timeout in any layer ends the innermost one and keeps its values', () => underSchedules(async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const all = layers(seed, 1);
    expectValues(all);
    await all.ctx.done().receive();
    expect(all.ctx.err()).toBe(context.DeadlineExceeded);
    expectValues(all);
    for (const cancel of all.cancels) cancel();
  }
}, 10));

test('context/TestCustomContextGoroutines: deriving and ending contexts starts no goroutine', () => underSchedules(() => {
  const [first, cancelFirst] = context.withCancel(context.background());
  const [second, cancelSecond] = context.withTimeout(context.withValue(first, context.key<string>('k'), 'v'), time.Hour);
  const [third, cancelThird] = context.withCancel(context.withoutCancel(second));
  expect(runtime.numGoroutine()).toBe(1);
  for (const cancel of [cancelThird, cancelSecond, cancelFirst]) cancel();
  expect([isDone(third), runtime.numGoroutine()]).toEqual([true, 1]);
}));

test('context/ExampleWithCancel: a generator ends when who reads it cancels', () => underSchedules(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const numbers = chan<number>();
  go(async () => {
    for (let n = 1; ; n++) {
      if ((await select({ stop: ctx.done(), sent: select.send(numbers, n) })).case === 'stop') return;
    }
  });
  const seen: number[] = [];
  for await (const n of numbers) {
    seen.push(n);
    if (n === 5) break;
  }
  cancel();
  expect(seen).toEqual([1, 2, 3, 4, 5]);
}));
