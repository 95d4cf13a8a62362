import type { Context } from 'concurrency-tutor';

/** How the lines of a log are written. `parse` tells what each looks like. */
export type Format = 'access' | 'app' | 'json';

export type Level = 'debug' | 'info' | 'warn' | 'error';

/** What one line says. */
export interface Entry {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly level: Level;
  /** Who wrote it: a host, or a part of a program. */
  readonly origin: string;
  readonly message: string;
  /** How long something took, in milliseconds, where the line says so. */
  readonly duration?: number;
}

/** Somewhere lines come from: a file, or something made up for a check. */
export interface Source {
  readonly name: string;
  readonly format: Format;
  /**
   * Opens it. The bytes come in pieces of any size; a piece may end in the middle of a line, or of a letter. Iterating throws when
   * reading fails, and when `ctx` ends. Whoever stops before the end closes it by leaving the `for await` loop.
   */
  open(ctx: Context): AsyncIterable<Uint8Array>;
}

/** Which entries count. What is left out selects nothing away. */
export interface Filter {
  readonly levels?: readonly Level[];
  /** The earliest time that counts. */
  readonly from?: number;
  /** The first time that does not count any more. */
  readonly until?: number;
  /** The message contains this. */
  readonly text?: string;
}

/** What became of one source. */
export interface SourceReport {
  readonly name: string;
  readonly bytes: number;
  /** Lines that are not blank. */
  readonly lines: number;
  /** Lines among them that `parse` could not read. */
  readonly unreadable: number;
  /** What opening or reading threw, if it did. What was read before that counts. */
  readonly error?: unknown;
}

/** Statistics of the entries that count. */
export interface Report {
  /** In the order of the sources. */
  readonly sources: readonly SourceReport[];
  readonly entries: number;
  readonly levels: Readonly<Record<Level, number>>;
  /** The earliest and the latest time; `undefined` when there are no entries. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** How many entries in each hour of the day, 0 to 23, in UTC. */
  readonly hours: readonly number[];
  /** Of the entries that have a duration; all 0 when none has. `p50`: half of them took no longer than this; `p95`: 95 %. Both within 5 %. */
  readonly durations: { readonly count: number; readonly mean: number; readonly longest: number; readonly p50: number; readonly p95: number };
  /**
   * The ten origins with the most entries, and how many those are; the most frequent first. There may be millions of origins, and memory for them
   * must not grow: a count may be wrong by a thousandth of all entries. With up to 1,000 origins it is exact.
   */
  readonly origins: readonly { readonly origin: string; readonly count: number }[];
}

/**
 * A file as a source. If it is packed with gzip, it is unpacked; its first two bytes tell, 0x1f and 0x8b, not its name. It is read piece by piece. The
 * file is open only while somebody iterates.
 */
export function fileSource(path: string, format: Format): Source {
  return notWritten('fileSource', path, format);
}

/**
 * Cuts text into lines. The bytes are UTF-8. A line ends with `\n` or `\r\n`, which do not belong to it; the last one may lack that. A line of more
 * than `longest` characters is cut off there, and the rest of it is dropped, without ever being in memory as a whole.
 * Throws `ctx.err()` when `ctx` ends. Closes `chunks` however it is left.
 */
export async function* lines(ctx: Context, chunks: AsyncIterable<Uint8Array>, longest = 65_536): AsyncGenerator<string, void> {
  notWritten('lines', ctx, chunks, longest);
}

/**
 * Reads one line; `undefined` if it is not of this format, or if its time or level make no sense.
 *
 * - `access`: `10.0.0.7 - ada [10/Oct/2027:13:55:36 +0200] "GET /index.html HTTP/1.1" 200 2326`, and anything after that. The origin is the host,
 *   the message is method, path and status: `GET /index.html 200`. The level is error from status 500 on, warn from 400 on, otherwise info.
 * - `app`: `2027-10-10T11:55:36.123Z WARN [billing] card refused in 153 ms`. The origin is what stands in the brackets, the message is all
 *   that follows. If the message ends with `in … ms`, that is the duration.
 * - `json`: `{"time":"2027-10-10T11:55:36.123Z","level":"warn","origin":"billing","message":"card refused","ms":153}`. `ms` may be missing; there
 *   may be other fields.
 *
 * Levels are read in small and capital letters, and also as `trace` (debug), `warning` (warn), `fatal` and `critical` (error).
 */
export function parse(format: Format, line: string): Entry | undefined {
  return notWritten('parse', format, line);
}

/**
 * Reads all sources, at most `parallel` of them at the same time, and as many as that while there are more. A source that fails does not
 * disturb the others. Throws `ctx.err()` when `ctx` ends; every source that was opened is closed by then.
 * Memory does not depend on how much there is to read.
 */
export async function analyse(ctx: Context, sources: readonly Source[], filter: Filter, parallel: number): Promise<Report> {
  return notWritten('analyse', ctx, sources, filter, parallel);
}

/**
 * Writes the entries that count, one source after the other, in the order in which they stand there, and gives their number. It awaits each
 * `write` and does not read on meanwhile, except for what it has already begun. Throws what opening, reading or writing throws, and `ctx.err()` when `ctx` ends.
 *
 * - `csv`: a first line `time,level,origin,message,duration`, then one line an entry, all ended by `\n`. Times as in `2027-10-10T11:55:36.123Z`. A value
 *   with a comma, a quote or a line break in it stands in quotes, and its quotes are doubled. A missing duration is empty.
 * - `json`: one JSON array of entries, with times as in csv. A missing duration is a missing field.
 */
export async function exportEntries(ctx: Context, sources: readonly Source[], filter: Filter, as: 'csv' | 'json', write: (text: string) => Promise<void>): Promise<number> {
  return notWritten('exportEntries', ctx, sources, filter, as, write);
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
