import { describe, expect, test } from 'vitest';
import { context, go, gosched, Panic, run, select, time } from '../../src/index.ts';

describe('context', () => {
  test('the background is never done', () => run(async () => {
    const ctx = context.background();
    expect(ctx.err()).toBeUndefined();
    expect(ctx.deadline()).toBeUndefined();
    expect(await select({ done: ctx.done(), default: true })).toEqual({ case: 'default' });
  }));

  test('cancelling closes done and says why, and doing it again changes nothing', () => run(async () => {
    const [ctx, cancel] = context.withCancel(context.background());
    expect(ctx.err()).toBeUndefined();
    cancel();
    cancel();
    expect(await ctx.done().receiveOk()).toEqual([undefined, false]);
    expect(ctx.err()).toBe(context.Canceled);
    expect(context.cause(ctx)).toBe(context.Canceled);
  }));

  test('a cancellation goes down the tree and not up', () => run(async () => {
    const [parent, cancelParent] = context.withCancel(context.background());
    const [child, cancelChild] = context.withCancel(parent);
    const [sibling] = context.withCancel(parent);
    const grandchild = context.withValue(child, context.key<string>('k'), 'v');
    cancelChild();
    expect([parent.err(), child.err(), grandchild.err(), sibling.err()]).toEqual([undefined, context.Canceled, context.Canceled, undefined]);
    cancelParent();
    expect(sibling.err()).toBe(context.Canceled);
  }));

  test('a child of a cancelled parent is cancelled from the start', () => run(async () => {
    const [parent, cancel] = context.withCancelCause(context.background());
    const why = new Error('shutting down');
    cancel(why);
    const [child] = context.withCancel(parent);
    expect(child.err()).toBe(context.Canceled);
    expect(context.cause(child)).toBe(why);
  }));

  test('a timeout ends it with DeadlineExceeded', () => run(async () => {
    const [ctx, cancel] = context.withTimeout(context.background(), 5);
    await ctx.done().receive();
    cancel();
    expect(ctx.err()).toBe(context.DeadlineExceeded);
  }));

  test('a deadline that has passed ends it at once, with the cause given', () => run(async () => {
    const why = new Error('too late');
    const [ctx] = context.withDeadlineCause(context.background(), time.now() - 1, why);
    expect(ctx.err()).toBe(context.DeadlineExceeded);
    expect(context.cause(ctx)).toBe(why);
  }));

  test('the earlier deadline of parent and child counts', () => run(async () => {
    const [parent, cancel] = context.withTimeout(context.background(), 1_000);
    const [child, cancelChild] = context.withTimeout(parent, 60_000);
    expect(child.deadline()).toBe(parent.deadline());
    cancelChild();
    cancel();
  }));

  test('a value is found up the tree, under its own key only', () => {
    const user = context.key<string>('user');
    const sameName = context.key<string>('user');
    const ctx = context.withValue(context.withValue(context.background(), user, 'ann'), context.key<number>('id'), 7);
    expect(ctx.value(user)).toBe('ann');
    expect(ctx.value(sameName)).toBeUndefined();
  });

  test('a key that is not there panics', () => {
    expect(() => context.withValue(context.background(), null as unknown as context.Key<string>, 'x')).toThrow(new Panic('nil key'));
  });

  test('withoutCancel keeps the values and drops the end', () => run(async () => {
    const user = context.key<string>('user');
    const [parent, cancel] = context.withCancel(context.withValue(context.background(), user, 'ann'));
    const detached = context.withoutCancel(parent);
    cancel();
    expect(detached.err()).toBeUndefined();
    expect(detached.value(user)).toBe('ann');
  }));

  test('afterFunc runs in a goroutine once the context is done, unless it was stopped', () => run(async () => {
    const [ctx, cancel] = context.withCancel(context.background());
    const ran: string[] = [];
    context.afterFunc(ctx, () => void ran.push('kept'));
    const stop = context.afterFunc(ctx, () => void ran.push('stopped'));
    expect(stop()).toBe(true);
    cancel();
    expect(ran).toEqual([]);
    await gosched();
    expect(ran).toEqual(['kept']);
    expect(stop()).toBe(false);
  }));

  test('its signal aborts with it, with the cause as reason', () => run(async () => {
    const [ctx, cancel] = context.withCancelCause(context.background());
    const { signal } = ctx;
    const why = new Error('no longer wanted');
    expect(signal.aborted).toBe(false);
    cancel(why);
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toBe(why);
  }));

  test('a signal from the platform ends it', () => run(async () => {
    const controller = new AbortController();
    const ctx = context.fromSignal(controller.signal);
    go(() => controller.abort(new Error('from outside')));
    await ctx.done().receive();
    expect(ctx.err()).toBe(context.Canceled);
    expect(context.cause(ctx)?.message).toBe('from outside');
  }));

  test('a child that is cancelled is forgotten by its parent', () => run(async () => {
    const [parent, cancelParent] = context.withCancel(context.background());
    let ran = 0;
    for (let i = 0; i < 10; i++) {
      const [child, cancel] = context.withCancel(parent);
      context.afterFunc(child, () => { ran++; });
      cancel();
    }
    await gosched();
    cancelParent();
    await gosched();
    expect(ran).toBe(10);
  }));
});
