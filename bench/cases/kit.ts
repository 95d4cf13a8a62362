/**
 * What an implementation with `async` functions offers. The cases are written against these, so that all run the same programs;
 * each has a process of its own, where the engine sees one implementation only and compiles the detour away.
 */
export interface ChannelKit<C> {
  /** Runs main to its end. */
  readonly run: (main: () => Promise<void>) => Promise<void>;
  /** Starts a goroutine. */
  readonly go: (body: () => Promise<void>) => void;
  readonly channel: (capacity: number) => C;
  readonly send: (channel: C, value: number) => PromiseLike<unknown>;
  readonly receive: (channel: C) => PromiseLike<number>;
}

/** Trying without waiting. */
export interface TryKit<C> {
  readonly trySend: (channel: C, value: number) => boolean;
  /** `undefined` when nothing is there. */
  readonly tryReceive: (channel: C) => number | undefined;
}

export interface SelectKit<C, E> {
  /** Receives from whichever is ready. */
  readonly select: (a: C, b: C, c: C, d: C) => PromiseLike<E>;
  /** The value in what `select` gave. */
  readonly selected: (event: E) => number;
}

export interface LockKit<M> {
  readonly mutex: () => M;
  readonly lock: (mutex: M) => PromiseLike<unknown>;
  readonly unlock: (mutex: M) => void;
}

export interface TryLockKit<M> {
  readonly tryLock: (mutex: M) => boolean;
}
