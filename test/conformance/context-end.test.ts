/** The properties of Go's context tests about deadlines, causes and contexts that drop the end. */
import { describe, expect, test } from 'vitest';
import { context, go, gosched, run, select, sync, time, type Context } from '../../src/index.ts';
import { expectElapsed, isDone, underSchedules } from './under-schedules.ts';

const SHORT = 5;

describe('deadlines', () => {
  const withDeadlines: [string, () => [ctx: Context, cancel: context.CancelFunc], after: number][] = [
    ['context/TestDeadline: a deadline', () => context.withDeadline(context.background(), time.now() + SHORT), SHORT],
    ['context/TestTimeout: a timeout', () => context.withTimeout(context.background(), SHORT), SHORT],
    ['context/TestDeadline: an early deadline under a late one', () => {
      const [parent, cancel] = context.withDeadline(context.background(), time.now() + time.Hour);
      const [child] = context.withDeadline(parent, time.now() + SHORT);
      return [child, cancel];
    }, SHORT],
    ['context/TestDeadline: a late deadline under an early one', () => {
      const [parent, cancel] = context.withDeadline(context.background(), time.now() + SHORT);
      const [child] = context.withDeadline(parent, time.now() + time.Hour);
      return [child, cancel];
    }, SHORT],
    ['context/TestTimeout: a late timeout under an early one', () => {
      const [parent, cancel] = context.withTimeout(context.background(), SHORT);
      const [child] = context.withTimeout(parent, time.Hour);
      return [child, cancel];
    }, SHORT],
    ['context/TestDeadline: a deadline in the past', () => context.withDeadline(context.background(), time.now() - SHORT), 0],
    ['context/TestDeadline: a deadline that is now', () => context.withDeadline(context.background(), time.now()), 0],
    ['context/TestTimeout: a negative timeout', () => context.withTimeout(context.background(), -SHORT), 0],
    ['context/TestTimeout: a timeout under a value', () => {
      const [parent, cancel] = context.withTimeout(context.background(), SHORT);
      return [context.withValue(parent, context.key<string>('k'), 'v'), cancel];
    }, SHORT],
  ];

  test.each(withDeadlines)('%s ends the context with DeadlineExceeded, and not before', (_name, make, after) => underSchedules(async () => {
    const start = time.now();
    const [ctx, cancel] = make();
    expect(isDone(ctx)).toBe(after === 0);
    await ctx.done().receive();
    expectElapsed(start, after);
    expect(ctx.err()).toBe(context.DeadlineExceeded);
    cancel();
    expect(ctx.err()).toBe(context.DeadlineExceeded);
  }));

  test('context/TestDeadline: the deadline that can be asked for is the earliest above', () => run(() => {
    const now = time.now();
    const [outer, cancelOuter] = context.withDeadline(context.background(), now + 60_000);
    const [later, cancelLater] = context.withDeadline(outer, now + 90_000);
    const [sooner, cancelSooner] = context.withDeadline(outer, now + 30_000);
    const [plain, cancelPlain] = context.withCancel(sooner);
    expect([outer, later, sooner, plain].map((ctx) => ctx.deadline())).toEqual([now + 60_000, now + 60_000, now + 30_000, now + 30_000]);
    for (const cancel of [cancelPlain, cancelSooner, cancelLater, cancelOuter]) cancel();
  }));

  test('context/TestCanceledTimeout: a cancel before the time is up counts, then and later', () => underSchedules(async () => {
    const [parent, cancelParent] = context.withTimeout(context.background(), time.Second);
    const [child, cancel] = context.withTimeout(parent, time.Hour);
    cancel();
    expect([isDone(child), child.err(), parent.err()]).toEqual([true, context.Canceled, undefined]);
    await time.sleep(2 * time.Second);
    expect([child.err(), parent.err()]).toEqual([context.Canceled, context.DeadlineExceeded]);
    cancelParent();
  }));

  test('context/TestTimeout: a cancel that races the timer gives one of the two errors, and keeps it', () => underSchedules(async () => {
    const [ctx, cancel] = context.withTimeout(context.background(), SHORT);
    go(async () => {
      await time.sleep(SHORT);
      cancel();
    });
    await ctx.done().receive();
    const err = ctx.err();
    expect([context.Canceled, context.DeadlineExceeded]).toContain(err);
    await time.sleep(SHORT);
    expect(ctx.err()).toBe(err);
  }));

  test('context/TestTimeout: on the real clock too', () => run(async () => {
    const [ctx, cancel] = context.withTimeout(context.background(), SHORT);
    const event = await select({ done: ctx.done(), late: time.after(time.Minute) });
    expect([event.case, ctx.err()]).toEqual(['done', context.DeadlineExceeded]);
    cancel();
  }));
});

const parentCause = new Error('parent');
const childCause = new Error('child');
const tooSlow = new Error('too slow');
const finishedEarly = new Error('finished early');
const { Canceled, DeadlineExceeded } = context;
const root = context.background();

/** A parent and a child, ended in the order given. */
function pair(parentIs: 'with cause' | 'plain', childIs: 'with cause' | 'plain', first: 'parent' | 'child'): Context {
  const [parent, endParent] = context.withCancelCause(root);
  const [child, endChild] = context.withCancelCause(parent);
  const ends = [() => endParent(parentIs === 'plain' ? undefined : parentCause), () => endChild(childIs === 'plain' ? undefined : childCause)];
  for (const end of first === 'parent' ? ends : ends.toReversed()) end();
  return child;
}

/** What was made, after its cancel function was called. */
function ended([ctx, cancel]: [Context, context.CancelFunc]): Context {
  cancel();
  return ctx;
}

/** A timeout under a parent that finishes early. */
function stacked(timeout: number): Context {
  const [parent, cancel] = context.withCancelCause(root);
  const [ctx, cancelTimeout] = context.withTimeoutCause(parent, timeout, tooSlow);
  cancel(finishedEarly);
  cancelTimeout();
  return ctx;
}

/** A context without its parent's end, the parent ended before or after it was made. */
function detached(parentEnds: 'before' | 'after'): Context {
  const [parent, cancel] = context.withCancelCause(root);
  if (parentEnds === 'before') cancel(finishedEarly);
  const ctx = context.withoutCancel(parent);
  cancel(finishedEarly);
  return ctx;
}

describe('causes', () => {
  test.each<[string, () => Context, err: Error | undefined, cause: Error | undefined]>([
    ['background', () => root, undefined, undefined],
    ['todo', () => context.todo(), undefined, undefined],
    ['a cancelled context', () => ended(context.withCancel(root)), Canceled, Canceled],
    ['a cause', () => { const [ctx, cancel] = context.withCancelCause(root); cancel(parentCause); return ctx; }, Canceled, parentCause],
    ['no cause given', () => ended(context.withCancelCause(root)), Canceled, Canceled],
    ['the first of two causes', () => { const [ctx, cancel] = context.withCancelCause(root); cancel(parentCause); cancel(childCause); return ctx; }, Canceled, parentCause],
    ['the parent before the child', () => pair('with cause', 'with cause', 'parent'), Canceled, parentCause],
    ['the parent after the child', () => pair('with cause', 'with cause', 'child'), Canceled, childCause],
    ['the parent before a plain child', () => pair('with cause', 'plain', 'parent'), Canceled, parentCause],
    ['the parent after a plain child', () => pair('with cause', 'plain', 'child'), Canceled, Canceled],
    ['the child after a plain parent', () => pair('plain', 'with cause', 'parent'), Canceled, Canceled],
    ['the child before a plain parent', () => pair('plain', 'with cause', 'child'), Canceled, childCause],
    ['a timeout of zero', () => ended(context.withTimeout(root, 0)), DeadlineExceeded, DeadlineExceeded],
    ['a timeout that was cancelled', () => ended(context.withTimeout(root, time.Hour)), Canceled, Canceled],
    ['a timeout with a cause', () => ended(context.withTimeoutCause(root, 0, tooSlow)), DeadlineExceeded, tooSlow],
    ['a deadline with a cause', () => ended(context.withDeadlineCause(root, 0, tooSlow)), DeadlineExceeded, tooSlow],
    ['a timeout with a cause that was cancelled', () => ended(context.withTimeoutCause(root, time.Hour, tooSlow)), Canceled, Canceled],
    ['a timeout before its parent', () => stacked(0), DeadlineExceeded, tooSlow],
    ['a timeout after its parent', () => stacked(time.Hour), Canceled, finishedEarly],
    ['a value under a cause', () => context.withValue(pair('with cause', 'plain', 'parent'), context.key<string>('k'), 'v'), Canceled, parentCause],
    ['withoutCancel of a root', () => context.withoutCancel(root), undefined, undefined],
    ['withoutCancel of a parent that ends later', () => detached('after'), undefined, undefined],
    ['withoutCancel of a parent that has ended', () => detached('before'), undefined, undefined],
    ['withoutCancel of a timeout', () => context.withoutCancel(ended(context.withTimeoutCause(root, 0, tooSlow))), undefined, undefined],
  ])('context/TestCause: %s', (_name, make, err, cause) => run(() => {
    const ctx = make();
    expect(ctx.err()).toBe(err);
    expect(context.cause(ctx)).toBe(cause);
  }));

  test('context/TestCause: a timeout that comes while waiting brings its cause along, down the tree', () => underSchedules(async () => {
    const [parent, cancelParent] = context.withTimeoutCause(root, SHORT, tooSlow);
    const [child, cancel] = context.withCancel(parent);
    await child.done().receive();
    expect([child.err(), context.cause(child)]).toEqual([DeadlineExceeded, tooSlow]);
    cancel();
    cancelParent();
  }));

  test('context/TestCauseRace: a cause is there as soon as anybody sees that the context has ended', () => underSchedules(async () => {
    const cause = new Error('why');
    const [ctx, cancel] = context.withCancelCause(root);
    go(() => cancel(cause));
    while (!context.cause(ctx)) {
      expect(ctx.err()).toBeUndefined();
      await gosched();
    }
    expect(context.cause(ctx)).toBe(cause);
    expect([isDone(ctx), ctx.err()]).toEqual([true, Canceled]);
  }));

  test('context/TestCauseRace: of many causes at once one wins, and all see the same', () => underSchedules(async () => {
    const [ctx, cancel] = context.withCancelCause(root);
    const seen = new Set<Error | undefined>();
    const wg = new sync.WaitGroup();
    for (let i = 0; i < 4; i++) wg.go(async () => {
      cancel(new Error(`cause ${i}`));
      await gosched();
      seen.add(context.cause(ctx));
    });
    await wg.wait();
    expect(seen.size).toBe(1);
    expect(context.cause(ctx)?.message).toMatch(/^cause \d$/);
  }));
});

test('context/TestWithoutCancel: values stay; deadline, error and done do not', () => underSchedules(async () => {
  const user = context.key<string>('user');
  const [parent, cancel] = context.withTimeout(context.withValue(root, user, 'ann'), SHORT);
  const ctx = context.withoutCancel(parent);
  expect([ctx.deadline(), ctx.err(), ctx.value(user)]).toEqual([undefined, undefined, 'ann']);
  expect(await select({ done: ctx.done(), late: time.after(time.Hour) })).toMatchObject({ case: 'late' });
  expect(parent.err()).toBe(DeadlineExceeded);
  cancel();
}));

test('context/TestWithoutCancel: what is derived from it can be ended again', () => underSchedules(() => {
  const [parent, cancelParent] = context.withCancel(root);
  const [child, cancel] = context.withCancel(context.withoutCancel(parent));
  cancelParent();
  expect(isDone(child)).toBe(false);
  cancel();
  expect([isDone(child), child.err()]).toEqual([true, Canceled]);
}));
