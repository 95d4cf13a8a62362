import { chan, sync, type Context } from 'concurrency-tutor';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

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
  return { name: path, format, open: (ctx) => readFile(ctx, path) };
}

/**
 * Cuts text into lines. The bytes are UTF-8. A line ends with `\n` or `\r\n`, which do not belong to it; the last one may lack that. A line of more
 * than `longest` characters is cut off there, and the rest of it is dropped, without ever being in memory as a whole.
 * Throws `ctx.err()` when `ctx` ends. Closes `chunks` however it is left.
 */
export async function* lines(ctx: Context, chunks: AsyncIterable<Uint8Array>, longest = 65_536): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let line = '';
  for await (const chunk of chunks) {
    const [end = '', ...starts] = decoder.decode(chunk, { stream: true }).split('\n');
    line = grown(line, end, longest);
    for (const start of starts) {
      if (ctx.err() !== undefined) throw ctx.err();
      yield finished(line, longest);
      line = grown('', start, longest);
    }
    if (ctx.err() !== undefined) throw ctx.err();
  }
  line = grown(line, decoder.decode(), longest);
  if (line !== '') yield finished(line, longest);
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
  switch (format) {
    case 'access': return parseAccess(line);
    case 'app': return parseApp(line);
    case 'json': return parseJson(line);
  }
}

/**
 * Reads all sources, at most `parallel` of them at the same time, and as many as that while there are more. A source that fails does not
 * disturb the others. Throws `ctx.err()` when `ctx` ends; every source that was opened is closed by then.
 * Memory does not depend on how much there is to read.
 */
export async function analyse(ctx: Context, sources: readonly Source[], filter: Filter, parallel: number): Promise<Report> {
  const results: Result[] = [];
  const numbers = chan<number>(sources.length);
  for (const index of sources.keys()) numbers.trySend(index);
  numbers.close();
  const readers = new sync.WaitGroup();
  for (let reader = 0; reader < Math.min(parallel, sources.length); reader += 1) {
    readers.go(async () => {
      for await (const index of numbers) results[index] = await read(ctx, sources[index] as Source, filter);
    });
  }
  await readers.wait();
  if (ctx.err() !== undefined) throw ctx.err();
  const all = new Statistics();
  for (const { statistics } of results) all.merge(statistics);
  return all.report(results.map(({ source }) => source));
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
  let written = 0;
  if (as === 'csv') await write(header);
  for (const source of sources) {
    for await (const entry of entriesOf(ctx, source, new Counts())) {
      if (!matches(filter, entry)) continue;
      await write(as === 'csv' ? csvLine(entry) : `${written === 0 ? '[' : ','}\n${jsonText(entry)}`);
      written += 1;
    }
  }
  if (as === 'json') await write(written === 0 ? '[]\n' : '\n]\n');
  return written;
}

/** The line so far and what comes next, but never much more than is wanted of it. One more, in case that is the `\r` at the end. */
function grown(line: string, more: string, longest: number): string {
  return line.length > longest ? line : line + more.slice(0, longest + 1 - line.length);
}

function finished(line: string, longest: number): string {
  return (line.endsWith('\r') ? line.slice(0, -1) : line).slice(0, longest);
}

/** What is counted while a source is read. */
class Counts {
  bytes = 0;
  lines = 0;
  unreadable = 0;
}

interface Result {
  readonly source: SourceReport;
  readonly statistics: Statistics;
}

/** Reads one source to its end, or as far as it goes. */
async function read(ctx: Context, source: Source, filter: Filter): Promise<Result> {
  const statistics = new Statistics();
  const counts = new Counts();
  try {
    for await (const entry of entriesOf(ctx, source, counts)) {
      if (matches(filter, entry)) statistics.add(entry);
    }
    return { source: { name: source.name, ...counts }, statistics };
  } catch (error) {
    return { source: { name: source.name, ...counts, error }, statistics };
  }
}

async function* entriesOf(ctx: Context, source: Source, counts: Counts): AsyncGenerator<Entry, void> {
  if (ctx.err() !== undefined) throw ctx.err();
  for await (const line of lines(ctx, counted(source.open(ctx), counts))) {
    if (line.trim() === '') continue;
    counts.lines += 1;
    const entry = parse(source.format, line);
    if (entry === undefined) counts.unreadable += 1;
    else yield entry;
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, counts: Counts): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunks) {
    counts.bytes += chunk.byteLength;
    yield chunk;
  }
}

async function* readFile(ctx: Context, path: string): AsyncGenerator<Uint8Array, void> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
  const isPacked = bytesRead === 2 && buffer[0] === 0x1f;
  const raw = file.createReadStream({ start: 0, autoClose: false, signal: ctx.signal });
  // Whichever of the two fails or is left, `pipeline` ends the other.
  const pieces = isPacked ? pipeline(raw, createGunzip(), () => undefined) : raw;
  try {
    for await (const piece of pieces) yield piece as Uint8Array;
  } catch (error) {
    throw ctx.err() ?? error;
  }
}

const levelNames: Readonly<Record<string, Level>> = {
  trace: 'debug', debug: 'debug', info: 'info', warn: 'warn', warning: 'warn', error: 'error', fatal: 'error', critical: 'error',
};

function levelOf(name: string): Level | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(levelNames, key) ? levelNames[key] : undefined;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const accessLine = /^(\S+) \S+ \S+ \[(\d\d)\/(\w{3})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)\] "(\S+) (\S+)[^"]*" (\d{3}) (?:\d+|-)(?: |$)/;

function parseAccess(line: string): Entry | undefined {
  const found = accessLine.exec(line);
  if (found === null) return undefined;
  const [, origin = '', day, month = '', year, hour, minute, second, sign, zoneHours, zoneMinutes, method, path, status = ''] = found;
  const local = Date.UTC(Number(year), months.indexOf(month), Number(day), Number(hour), Number(minute), Number(second));
  // A 31st of November is no date: the calendar would make it the 1st of December.
  if (!months.includes(month) || new Date(local).getUTCDate() !== Number(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  const code = Number(status);
  return { time: sign === '+' ? local - zone : local + zone, level: code >= 500 ? 'error' : code >= 400 ? 'warn' : 'info', origin, message: `${method} ${path} ${status}` };
}

const appLine = /^(\S+) (\w+) \[([^\]]*)\] (.*)$/;
const tookAtTheEnd = /in (\d+(?:\.\d+)?) ms$/;

function parseApp(line: string): Entry | undefined {
  const [, date = '', name = '', origin = '', message = ''] = appLine.exec(line) ?? [];
  const [time, level] = [timeOf(date), levelOf(name)];
  if (time === undefined || level === undefined) return undefined;
  const took = tookAtTheEnd.exec(message)?.[1];
  return { time, level, origin, message, ...(took === undefined ? {} : { duration: Number(took) }) };
}

function parseJson(line: string): Entry | undefined {
  const { time: date, level: name, origin, message, ms } = fields(line);
  if (typeof date !== 'string' || typeof name !== 'string' || typeof origin !== 'string' || typeof message !== 'string') return undefined;
  const [time, level] = [timeOf(date), levelOf(name)];
  if (time === undefined || level === undefined) return undefined;
  return { time, level, origin, message, ...(typeof ms === 'number' ? { duration: ms } : {}) };
}

function fields(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
  } catch {
    return {};
  }
}

function timeOf(text: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

function matches({ levels, from, until, text }: Filter, { level, time, message }: Entry): boolean {
  return (levels === undefined || levels.includes(level)) && (from === undefined || time >= from) && (until === undefined || time < until) && (text === undefined || message.includes(text));
}

/** A part of a long string keeps all of it in memory; whoever stores a part stores a copy. */
function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}
/** How many origins are counted at the same time. */
const maxOrigins = 1000;
/** Each step of the histogram of durations is so much larger than the one before. */
const step = 1.04;

/** Everything that is known of the entries so far, in a bounded number of numbers. */
class Statistics {
  #entries = 0;
  readonly #levels: Record<Level, number> = { debug: 0, info: 0, warn: 0, error: 0 };
  #first = Infinity;
  #last = -Infinity;
  readonly #hours = Array.from({ length: 24 }, () => 0);
  /** Durations by size: one number for each step, not one for each duration. */
  readonly #steps = new Map<number, number>();
  #timed = 0;
  #total = 0;
  #longest = 0;
  #origins = new Map<string, number>();

  add({ time, level, origin, duration }: Entry): void {
    this.#entries += 1;
    this.#levels[level] += 1;
    this.#first = Math.min(this.#first, time);
    this.#last = Math.max(this.#last, time);
    const hour = Math.floor((((time % 86_400_000) + 86_400_000) % 86_400_000) / 3_600_000);
    this.#hours[hour] = (this.#hours[hour] ?? 0) + 1;
    if (duration !== undefined) this.#addDuration(duration);
    this.#addOrigin(origin, 1);
  }

  #addDuration(duration: number): void {
    const index = duration <= 0 ? -Infinity : Math.round(Math.log(duration) / Math.log(step));
    this.#steps.set(index, (this.#steps.get(index) ?? 0) + 1);
    this.#timed += 1;
    this.#total += duration;
    this.#longest = Math.max(this.#longest, duration);
  }

  /**
   * Misra and Gries: when there is no counter left for a new origin, every counter loses one, together with the newcomer. Each such round takes away
   * more than a thousand counts, so there are at most a thousandth as many rounds as entries, and no counter has lost more.
   */
  #addOrigin(origin: string, count: number): void {
    const known = this.#origins.get(origin);
    this.#origins.set(known === undefined ? ownCopy(origin) : origin, (known ?? 0) + count);
    if (this.#origins.size <= maxOrigins) return;
    const least = Math.min(...this.#origins.values());
    for (const [other, number] of this.#origins) {
      if (number === least) this.#origins.delete(other);
      else this.#origins.set(other, number - least);
    }
  }

  /** Adds what another one has counted. */
  merge(other: Statistics): void {
    this.#entries += other.#entries;
    for (const level of ['debug', 'info', 'warn', 'error'] as const) this.#levels[level] += other.#levels[level];
    this.#first = Math.min(this.#first, other.#first);
    this.#last = Math.max(this.#last, other.#last);
    for (const [hour, count] of other.#hours.entries()) this.#hours[hour] = (this.#hours[hour] ?? 0) + count;
    for (const [index, count] of other.#steps) this.#steps.set(index, (this.#steps.get(index) ?? 0) + count);
    this.#timed += other.#timed;
    this.#total += other.#total;
    this.#longest = Math.max(this.#longest, other.#longest);
    for (const [origin, count] of other.#origins) this.#addOrigin(origin, count);
  }

  report(sources: readonly SourceReport[]): Report {
    return {
      sources, entries: this.#entries, levels: this.#levels, hours: this.#hours,
      first: this.#entries === 0 ? undefined : this.#first,
      last: this.#entries === 0 ? undefined : this.#last,
      durations: { count: this.#timed, mean: this.#timed === 0 ? 0 : this.#total / this.#timed, longest: this.#longest, p50: this.#quantile(0.5), p95: this.#quantile(0.95) },
      origins: [...this.#origins].sort(([, a], [, b]) => b - a).slice(0, 10).map(([origin, count]) => ({ origin, count })),
    };
  }

  #quantile(share: number): number {
    let missing = share * this.#timed;
    for (const [index, count] of [...this.#steps].sort(([a], [b]) => a - b)) {
      missing -= count;
      if (missing <= 0) return index === -Infinity ? 0 : step ** index;
    }
    return 0;
  }
}

const header = 'time,level,origin,message,duration\n';

function csvLine({ time, level, origin, message, duration }: Entry): string {
  return `${[new Date(time).toISOString(), level, origin, message, duration === undefined ? '' : String(duration)].map(quoted).join(',')}\n`;
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function jsonText(entry: Entry): string {
  return JSON.stringify({ ...entry, time: new Date(entry.time).toISOString() });
}
