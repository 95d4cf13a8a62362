import type { Context } from 'concurrency-tutor';
import type { Metrics, Parts } from './parts.ts';

export { fileSink, fileSource, httpSink, httpSource, sqlSink, sqlSource } from './connectors.ts';
export { lines, pages } from './memory.ts';
export { circuitBreaker, CircuitOpenError, compose, limited, retry } from './middleware.ts';

/**
 * Runs a source, stages and a sink.
 *
 * - An item goes through all stages in their order. A stage's handler is called with each of its values in turn, and what it gives are the item's values
 *   from then on; there may be none. Items overtake each other where there are several workers.
 * - All values of an item go into the same write. An item without values goes into the next checkpoint.
 * - In front of each stage, the most urgent item is taken first; among equals, the one that has waited longest. `priority` is called once, with what the source gave.
 * - A stage starts with `min` workers. When an item waits and all are busy, there is one more, up to `max`. With nothing to do for `idle`, those above `min` go.
 * - When a handler throws, the item is given up: none of its values is written. It goes to `deadLetter`, is done when that returns, and
 *   goes into the next checkpoint. Without `deadLetter`, what the handler threw ends the run.
 */
export class Pipeline {
  /** Throws a `RangeError` when `inFlight`, `batch.size` or the `min` of a stage is not a whole number from 1 on, or a `max` is less than its `min`. */
  constructor(parts: Parts) {
    notWritten('Pipeline', parts);
  }

  /**
   * Runs until everything the source gives is written. Called once. Opens the sink, and goes on where its checkpoint says: with the items
   * after `upTo`, without those in `beyond`. Items in `beyond` stay there until `upTo` has passed them.
   *
   * - When the source throws, or `stop` was called, nothing more is read. What has been read is handled and written first. Then `run` throws what the source threw.
   * - When a write throws, when `deadLetter` throws, or when an item fails and there is no `deadLetter`: everything is cancelled at once, and `run` throws that.
   * - When `ctx` ends: everything is cancelled at once, and `run` throws `ctx.err()`. What was on its way is in no checkpoint.
   *
   * In each case, the source and the sink are closed and all goroutines have ended when `run` returns or throws.
   */
  run(ctx: Context): Promise<Metrics> {
    return notWritten('run', ctx);
  }

  /** Ends the reading: the context of the source ends, and `run` returns when what has been read is written. May be called at any time, more than once. */
  stop(): void {
    notWritten('stop');
  }

  /** May be called at any time. */
  metrics(): Promise<Metrics> {
    return notWritten('metrics');
  }
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
