import { chan, nilChan } from '../chan.ts';
import { type Channel, type ReceiveChannel, receivesFrom } from '../channel.ts';
import { creationStack } from '../detail.ts';
import { acquires, looksAt, releases } from '../program.ts';
import type { Resource } from '../resource.ts';
import { partOf } from '../resource-name.ts';

/** A typed name for a value in a context. Go: an unexported key type. */
export interface Key<T> {
  /** For whoever reads a dump; keys are told apart by themselves. */
  readonly name: string;
  /** Makes keys of different types different types. */
  readonly type?: T;
}

/** Makes a key; two keys with the same name are different keys. */
export function key<T>(name: string): Key<T> {
  return Object.freeze({ name });
}

/** Carries a deadline, a cancellation and values to everything that works on one request. Go: `context.Context`. */
export interface Context {
  /** Closed when the work should stop; nil when it never will be. Go: `ctx.Done()`. */
  done(): ReceiveChannel<never>;
  /** Why it is done: `context.Canceled` or `context.DeadlineExceeded`; `undefined` while it is not. Go: `ctx.Err()`. */
  err(): Error | undefined;
  /** When it will be done at the latest, in milliseconds since the epoch. Go: `ctx.Deadline()`. */
  deadline(): number | undefined;
  /** The value kept under a key, here or in a parent. Go: `ctx.Value(key)`. */
  value<T>(key: Key<T>): T | undefined;
  /** The same cancellation for the platform's functions: `fetch(url, { signal: ctx.signal })`. */
  readonly signal: AbortSignal;
}

/** What contexts know of each other. */
export abstract class Node implements Context {
  abstract done(): ReceiveChannel<never>;
  abstract err(): Error | undefined;
  abstract cause(): Error | undefined;
  abstract deadline(): number | undefined;
  abstract value<T>(key: Key<T>): T | undefined;
  abstract get signal(): AbortSignal;
  /** Calls `cancelled` when this is done, at once if it is. @returns how to be forgotten */
  abstract onDone(cancelled: () => void): () => void;
}

/** Never done, and knows nothing. */
export class Root extends Node {
  readonly #never = nilChan<never>().receiveOnly();
  readonly signal = new AbortController().signal;

  done(): ReceiveChannel<never> {
    return this.#never;
  }

  err(): undefined {
    return undefined;
  }

  cause(): undefined {
    return undefined;
  }

  deadline(): undefined {
    return undefined;
  }

  value(): undefined {
    return undefined;
  }

  onDone(): () => void {
    return () => {};
  }
}

/** Its parent, but for what a subclass says otherwise. */
export class Derived extends Node {
  protected readonly parent: Node;

  constructor(parent: Node) {
    super();
    this.parent = parent;
  }

  /** The context that it was made from. */
  get above(): Node {
    return this.parent;
  }

  done(): ReceiveChannel<never> {
    return this.parent.done();
  }

  err(): Error | undefined {
    return this.parent.err();
  }

  cause(): Error | undefined {
    return this.parent.cause();
  }

  deadline(): number | undefined {
    return this.parent.deadline();
  }

  value<T>(key: Key<T>): T | undefined {
    return this.parent.value(key);
  }

  get signal(): AbortSignal {
    return this.parent.signal;
  }

  onDone(cancelled: () => void): () => void {
    return this.parent.onDone(cancelled);
  }
}

/** By what a context was made that somebody has to end. */
export type Maker = 'context' | 'errgroup' | 'signal';

/** Can be cancelled by itself, and is when its parent is. */
export class Cancellable extends Derived implements Resource {
  readonly kind = 'context';
  readonly label = undefined;
  readonly createdAt = creationStack();
  readonly maker: Maker;
  readonly #done: Channel<never> = chan<never>(0, 'ctx.done()');
  readonly #view = this.#done.receiveOnly();
  readonly #listeners = new Set<() => void>();
  readonly #deadline: number | undefined;
  #forget: () => void = () => {};
  #err: Error | undefined;
  #cause: Error | undefined;
  #controller: AbortController | undefined;

  constructor(parent: Node, deadline?: number, maker: Maker = 'context') {
    super(parent);
    this.maker = maker;
    if (this.createdAt !== undefined) partOf(this, this.#done[receivesFrom] as Resource, '.done()');
    const inherited = parent.deadline();
    this.#deadline = deadline === undefined || (inherited !== undefined && inherited <= deadline) ? inherited : deadline;
    this.#forget = parent.onDone(() => this.cancel(parent.err() as Error, parent.cause()));
  }

  /** The first cancellation counts; later ones change nothing. */
  cancel(err: Error, cause: Error = err): void {
    if (this.#err) return;
    releases(this);
    this.#err = err;
    this.#cause = cause;
    this.#forget();
    this.#done.close();
    this.#controller?.abort(cause);
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }

  override done(): ReceiveChannel<never> {
    return this.#view;
  }

  override err(): Error | undefined {
    if (this.#err) acquires(this);
    else looksAt(this);
    return this.#err;
  }

  /** The channel that is closed at its end. */
  get channel(): object | undefined {
    return this.#done[receivesFrom];
  }

  override cause(): Error | undefined {
    if (this.#err) acquires(this);
    else looksAt(this);
    return this.#cause;
  }

  override deadline(): number | undefined {
    return this.#deadline;
  }

  override get signal(): AbortSignal {
    if (this.#err) acquires(this);
    else looksAt(this);
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#err) this.#controller.abort(this.#cause);
    }
    return this.#controller.signal;
  }

  override onDone(cancelled: () => void): () => void {
    if (this.#err) {
      cancelled();
      return () => {};
    }
    this.#listeners.add(cancelled);
    return () => void this.#listeners.delete(cancelled);
  }
}
