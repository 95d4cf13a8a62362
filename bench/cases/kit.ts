/**
 * What an implementation with `async` functions offers. The cases are written against these, so that all run the same programs;
 * each has a process of its own, where the engine sees one implementation only and compiles the detour away.
 */
export interface ChannelKit<C, R> {
  /** Runs main to its end. */
  readonly run: (main: () => Promise<void>) => Promise<void>;
  /** Starts a goroutine. */
  readonly go: (body: () => Promise<void>) => void;
  readonly channel: (capacity: number) => C;
  readonly send: (channel: C, value: number) => PromiseLike<unknown>;
  readonly receive: (channel: C) => PromiseLike<R>;
  /** The value in what `receive` gave. */
  readonly received: (result: R) => number;
}

/** Trying without waiting. */
export interface TryKit<C> {
  readonly trySend: (channel: C, value: number) => boolean;
  /** `undefined` when nothing is there. */
  readonly tryReceive: (channel: C) => number | undefined;
}

export interface SelectKit<C, E> {
  /** Made once for a loop that receives from whichever is ready. */
  readonly selecting: (a: C, b: C, c: C, d: C) => Selecting<E>;
}

export interface Selecting<E> {
  readonly next: () => PromiseLike<E>;
  /** The value in what `next` gave. */
  readonly value: (event: E) => number;
}

export interface LockKit<M> {
  readonly mutex: () => M;
  readonly lock: (mutex: M) => PromiseLike<unknown>;
  readonly unlock: (mutex: M) => void;
}

export interface TryLockKit<M> {
  readonly tryLock: (mutex: M) => boolean;
}

export interface TimerKit<T> {
  /** Calls `fire` after so many milliseconds. */
  readonly afterFunc: (delay: number, fire: () => void) => T;
  readonly stop: (timer: T) => void;
}

export interface TimeoutKit<C, E> {
  /** Made once for a loop that receives from the channel or gives up after so many milliseconds. */
  readonly before: (channel: C, delay: number) => Selecting<E>;
}
