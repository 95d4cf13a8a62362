import type { RetryPolicy } from './middleware.ts';
import type { Sink, Source } from './parts.ts';

/** A row of a table. */
export type Row = Readonly<Record<string, unknown>>;

/** The lines of a file. Positions are those of `lines`. Reads on from the position it is given, not from the beginning. The file is open only while somebody iterates. */
export function fileSource(path: string): Source<string> {
  return notWritten('fileSource', path);
}

/**
 * The rows of a table, in the order of its column `id`, which is an integer and their position. Holds at most `page` rows in memory, and no
 * transaction between pages: others can write meanwhile. The database is open only while somebody iterates.
 */
export function sqlSource(path: string, table: string, page: number): Source<Row> {
  return notWritten('sqlSource', path, table, page);
}

/**
 * What a server gives page by page. `GET url?after=7&limit=20` is answered with `{"items": [{"position": 8, "value": …}, …]}`: the first 20 items after position 7; an empty list
 * at the end. What is not answered with status 200 is an `HttpError`; its `retryAfter` comes from the header `retry-after`, which is in seconds. Each
 * request is repeated by the policy.
 */
export function httpSource(url: string, page: number, policy: RetryPolicy): Source {
  return notWritten('httpSource', url, page, policy);
}

/**
 * Appends each value to a file, as a line of JSON, and nothing else. Where it keeps the checkpoint is its own business; the name of any other file begins with `path` and a dot.
 * `open` removes from the file what was appended after the last checkpoint: a write that was cut off.
 */
export function fileSink(path: string): Sink {
  return notWritten('fileSink', path);
}

/**
 * Inserts each value into a table with one column, `value`, as JSON. `open` creates the table if it is not there. The checkpoint is in the same
 * database, for each table its own.
 */
export function sqlSink(path: string, table: string): Sink {
  return notWritten('sqlSink', path, table);
}

/**
 * Sends batches to a server: `POST url` with the batch as JSON. The server keeps values and checkpoint together, and answers 200. `GET url` is answered with
 * `{"checkpoint": …}`, the last one. Other answers are an `HttpError`. Each request is repeated by the policy. A request may have been kept although its answer
 * was lost: the header `idempotency-key` names the batch, and the server keeps each name only once. The name is different for every
 * checkpoint, also across restarts.
 */
export function httpSink(url: string, policy: RetryPolicy): Sink {
  return notWritten('httpSink', url, policy);
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
