/** Go's package `context`. */
import { Panic } from '../panic.ts';
import { acquires, currentGoroutine, releases } from '../program.ts';
import { type Context, Derived, type Key, type Node, Root } from './context.ts';
import { derive, nodeOf } from './derive.ts';
import { DeadlineExceeded } from './errors.ts';

export { key, type Context, type Key } from './context.ts';
export { Canceled, DeadlineExceeded } from './errors.ts';
export { fromSignal } from './from-signal.ts';

/** Ends a context; calling it again does nothing. */
export type CancelFunc = () => void;
/** Ends a context and says why. */
export type CancelCauseFunc = (cause?: Error) => void;

const root = new Root();
const unknownRoot = new Root();

/** The root of every context: never done; its `done()` is nil. Go: `context.Background()`. */
export function background(): Context {
  return root;
}

/** A root for places that have no context yet. Go: `context.TODO()`. */
export function todo(): Context {
  return unknownRoot;
}

/** A context that ends when `cancel` is called or its parent ends. Call `cancel` in any case. Go: `context.WithCancel`. */
export function withCancel(parent: Context): [ctx: Context, cancel: CancelFunc] {
  const [ctx, cancel] = derive(parent, 'context');
  return [ctx, () => cancel()];
}

/** Like `withCancel`; `cancel(cause)` also says why, and `context.cause(ctx)` tells. Go: `context.WithCancelCause`. */
export function withCancelCause(parent: Context): [ctx: Context, cancel: CancelCauseFunc] {
  return derive(parent, 'context');
}

/** A context that ends after `duration` milliseconds at the latest. Go: `context.WithTimeout`. */
export function withTimeout(parent: Context, duration: number): [ctx: Context, cancel: CancelFunc] {
  return withTimeoutCause(parent, duration);
}

/** Like `withTimeout`, with a cause for the time being up. Go: `context.WithTimeoutCause`. */
export function withTimeoutCause(parent: Context, duration: number, cause?: Error): [ctx: Context, cancel: CancelFunc] {
  if (typeof duration !== 'number' || Number.isNaN(duration)) {
    throw new TypeError(`context.withTimeout: a duration is a number of milliseconds, not ${String(duration)}`);
  }
  return endingAt(parent, wallClock() + duration, duration, cause);
}

/** A context that ends at `moment` (milliseconds since the epoch) at the latest. Go: `context.WithDeadline`. */
export function withDeadline(parent: Context, moment: number): [ctx: Context, cancel: CancelFunc] {
  return withDeadlineCause(parent, moment);
}

/** Like `withDeadline`, with a cause for the time being up. Go: `context.WithDeadlineCause`. */
export function withDeadlineCause(parent: Context, moment: number, cause?: Error): [ctx: Context, cancel: CancelFunc] {
  return endingAt(parent, moment, moment - wallClock(), cause);
}

function endingAt(parent: Context, moment: number, left: number, cause: Error | undefined): [ctx: Context, cancel: CancelFunc] {
  const node = nodeOf(parent);
  if (typeof moment !== 'number' || Number.isNaN(moment)) {
    throw new TypeError(`context.withDeadline: a moment is a number of milliseconds since the epoch, not ${String(moment)}`);
  }
  const inherited = node.deadline();
  if (inherited !== undefined && inherited < moment) return withCancel(parent);
  const [ctx, cancel] = derive(parent, 'context', moment);
  if (left <= 0) {
    ctx.cancel(DeadlineExceeded, cause);
    return [ctx, () => cancel()];
  }
  const timer = currentGoroutine().program.schedule(left, () => ctx.cancel(DeadlineExceeded, cause));
  ctx.onDone(() => void timer.stop());
  return [ctx, () => cancel()];
}

/** A context that also carries a value, under a typed key. Go: `context.WithValue`. @throws {Panic} `nil key` */
export function withValue<T>(parent: Context, key: Key<T>, value: T): Context {
  if ((key as unknown) === null || key === undefined) throw new Panic('nil key');
  return new WithValue(nodeOf(parent), key, value);
}

/** The parent's values without its end. Go: `context.WithoutCancel`. */
export function withoutCancel(parent: Context): Context {
  return new WithoutCancel(nodeOf(parent));
}

/** Runs `fn` in a goroutine of its own once `ctx` is done. Go: `context.AfterFunc`. @returns `stop`, which says whether it kept `fn` from running */
export function afterFunc(ctx: Context, fn: () => unknown): () => boolean {
  const { program } = currentGoroutine();
  let pending = true;
  // Whoever asks for the call has done so before it happens, as has whoever ends the context.
  const asked = {};
  releases(asked);
  const forget = nodeOf(ctx).onDone(() => {
    pending = false;
    acquires(asked);
    program.spawn(fn.name === '' ? 'afterFunc' : fn.name, 'ordinary', fn);
  });
  return () => {
    const stopped = pending;
    pending = false;
    forget();
    return stopped;
  };
}

/** Why a context is done: what was given to its cancel function, or else `ctx.err()`. Go: `context.Cause(ctx)`. */
export function cause(ctx: Context): Error | undefined {
  return nodeOf(ctx).cause();
}

class WithValue<V> extends Derived {
  readonly #key: Key<V>;
  readonly #value: V;

  constructor(parent: Node, key: Key<V>, value: V) {
    super(parent);
    this.#key = key;
    this.#value = value;
  }

  override value<T>(key: Key<T>): T | undefined {
    // The same key object has the same type of value.
    return (key as unknown) === this.#key ? (this.#value as unknown as T) : super.value(key);
  }
}

class WithoutCancel extends Root {
  readonly #parent: Node;

  constructor(parent: Node) {
    super();
    this.#parent = parent;
  }

  override value<T>(key?: Key<T>): undefined {
    return (key ? this.#parent.value(key) : undefined) as undefined;
  }
}

function wallClock(): number {
  return currentGoroutine().program.scheduler.wallClock();
}
