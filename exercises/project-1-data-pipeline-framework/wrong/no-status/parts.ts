import type { Context } from 'concurrency-tutor';

/**
 * What the parts of a pipeline agree on. This file is complete; you need not change it. Times are in milliseconds everywhere.
 *
 * The values in a pipeline are of any type. `never` stands where a part takes them: each part says itself what it can work with.
 */

/** One thing that a source gives. */
export interface Item<T = unknown> {
  /** Greater than 0, and greater than that of every item before it. There may be gaps. */
  readonly position: number;
  readonly value: T;
}

/** Which items are done: all up to the position `upTo`, and those at the positions in `beyond`, which are greater. */
export interface Checkpoint {
  readonly upTo: number;
  readonly beyond: readonly number[];
}

/** Nothing is done yet. */
export const beginning: Checkpoint = { upTo: 0, beyond: [] };

/** Where items come from. */
export interface Source<T = unknown> {
  readonly name: string;
  /**
   * Gives the items after a position, in order. They may never end. Iterating throws when reading fails, and when `ctx` ends.
   * Whoever stops before the end leaves the `for await` loop, or calls `return`; that closes the source.
   */
  read(ctx: Context, after: number): AsyncIterable<Item<T>>;
}

/** Makes any number of new values from one. */
export type Handler = (ctx: Context, value: never) => Promise<readonly unknown[]>;

/** Wraps a handler in another one. */
export type Middleware = (next: Handler) => Handler;

/** One step on the way. */
export interface Stage {
  readonly name: string;
  readonly handle: Handler;
  /** What is put around `handle`; the first is the outermost. */
  readonly use?: readonly Middleware[];
  readonly workers: Workers;
}

/** How many goroutines may call a stage's handler at the same time. */
export interface Workers {
  /** So many are always there. */
  readonly min: number;
  /** Never more than this. */
  readonly max: number;
  /** One that is not needed goes after this time without work. */
  readonly idle: number;
}

/** What goes to the sink in one piece. */
export interface Batch {
  readonly values: readonly unknown[];
  /** Which items are done once the values are written. */
  readonly checkpoint: Checkpoint;
}

/** Where values go. */
export interface Sink {
  readonly name: string;
  /** Called first. Gives the checkpoint of the last write, or `beginning`. */
  open(ctx: Context): Promise<Checkpoint>;
  /**
   * Keeps the values and the checkpoint together. When the program is killed at any moment, the next `open` finds either both or neither.
   * It is never called again before it has returned or thrown.
   */
  write(ctx: Context, batch: Batch): Promise<void>;
  /** Called last, once, if `open` returned. */
  close(): Promise<void>;
}

/** An item that could not be handled. */
export interface Letter {
  readonly position: number;
  /** As it came from the source. */
  readonly value: unknown;
  /** The stage that gave up. */
  readonly stage: string;
  /** What its handler threw. */
  readonly error: unknown;
}

/** Lets through one after the other. A `rate.Limiter` is one. */
export interface Limiter {
  /** Returns when it is the caller's turn. Throws `ctx.err()` when `ctx` ends first. */
  wait(ctx: Context): Promise<void>;
}

/** What a pipeline is made of. */
export interface Parts {
  readonly source: Source;
  /** Asked before each item is taken from the source. */
  readonly reading?: Limiter;
  readonly stages: readonly Stage[];
  readonly sink: Sink;
  /** What is put around the sink's `write`; the first is the outermost. The value is a `Batch`. */
  readonly writing?: readonly Middleware[];
  /** So many items may be on their way: read, and in no checkpoint that has been written. */
  readonly inFlight: number;
  /**
   * The sink gets up to `size` items in one write: as soon as so many are ready, or `within` after the first of them was ready. With `size` 1,
   * every item is written by itself, at once.
   */
  readonly batch: { readonly size: number; readonly within: number };
  /** How urgent an item is; larger is more urgent. Without it, all are the same. */
  readonly priority?: (value: never) => number;
  /** Takes what could not be handled. */
  readonly deadLetter?: (ctx: Context, letter: Letter) => Promise<void>;
}

/** What happens in a pipeline at one moment. At every moment, `read` is `inFlight` + `done` + `dead`. */
export interface Metrics {
  /** Items taken from the source, without those that the checkpoint at the start named as done. */
  readonly read: number;
  /** Items that are on their way. */
  readonly inFlight: number;
  /** Items that are in a checkpoint that has been written, without the dead ones. */
  readonly done: number;
  /** Items that are in a checkpoint that has been written, and that could not be handled. */
  readonly dead: number;
  /** Writes that have returned. */
  readonly writes: number;
  readonly stages: readonly StageMetrics[];
}

export interface StageMetrics {
  readonly name: string;
  /** Goroutines that are there for this stage. */
  readonly workers: number;
  /** Items that a worker has taken and is handling. */
  readonly busy: number;
  /** Items in front of the stage that no worker has taken. */
  readonly waiting: number;
  /** Items that the stage has handled, and those it has given up. */
  readonly handled: number;
  readonly failed: number;
}

/** The server's answer was not the one hoped for. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  /** How long the server wants to be left in peace, if it says so. */
  readonly retryAfter?: number;

  constructor(status: number, retryAfter?: number) {
    super(`the server answered ${status}`);
    this.status = status;
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
  }
}

/** Opens a database in a file; `:memory:` is one without a file. Node has `node:sqlite` from 22.13 on; Node 22.12 needs `--experimental-sqlite`. */
export function openDatabase(path: string): import('node:sqlite').DatabaseSync {
  const sqlite = process.getBuiltinModule('node:sqlite');
  if (sqlite === undefined) throw new Error('This Node has no node:sqlite. Use Node 22.13 or newer.');
  const database = new sqlite.DatabaseSync(path);
  // Somebody else may have it open for a moment.
  database.exec('PRAGMA busy_timeout = 5000');
  return database;
}
