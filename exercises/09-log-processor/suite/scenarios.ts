import { context, time, type Context } from 'concurrency-tutor';
import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { analyse, exportEntries, fileSource, lines, parse, type Entry, type Filter, type Format, type Report, type Source } from '../starter/logs.ts';
import { MadeError, Maker } from './made.ts';
import { logPieces } from './make-logs.ts';
import type { Failure, History, Made, PlainReport, Script, Use } from './script.ts';

export interface LinesInput { readonly made: Made; readonly longest?: number; readonly read: number | 'all'; readonly within?: number }
export interface LinesHistory { readonly lines: readonly string[]; readonly uses: readonly Use[]; readonly threw: Failure }

/** Cuts a text into lines, or the first few of them. */
export async function cut({ made, longest, read, within }: LinesInput): Promise<LinesHistory> {
  const maker = new Maker();
  const { ctx, cancel } = contextFor(within);
  const found: string[] = [];
  let threw = 'nothing';
  try {
    for await (const line of lines(ctx, maker.source(made).open(ctx), ...(longest === undefined ? [] : [longest]))) {
      found.push(line);
      if (found.length === read || found.length === 2000) break;
    }
  } catch (error) {
    threw = inWords(error, ctx);
  }
  cancel();
  return { lines: found, uses: maker.uses(), threw };
}

export interface ParseInput { readonly format: Format; readonly lines: readonly string[] }

/** Reads lines. */
export async function understand({ format, lines: all }: ParseInput): Promise<readonly (Entry | undefined)[]> {
  return all.map((line) => parse(format, line));
}

/** Analyses sources made up for the occasion. */
export async function examine(script: Script): Promise<History> {
  const maker = new Maker();
  const { ctx, cancel } = contextFor(script.within);
  let report: PlainReport | undefined;
  let threw = 'nothing';
  try {
    report = plain(await analyse(ctx, script.sources.map((made) => maker.source(made)), script.filter, script.parallel), ctx);
  } catch (error) {
    threw = inWords(error, ctx);
  }
  const took = maker.elapsed();
  const uses = maker.uses();
  cancel();
  await time.sleep(time.Minute);
  return { report, threw, took, uses, together: maker.together() };
}

export interface ExportInput { readonly sources: readonly Made[]; readonly filter: Filter; readonly as: 'csv' | 'json'; readonly writeTakes: number; readonly failsAt?: number; readonly within?: number }
export interface ExportHistory {
  readonly text: string;
  readonly count: number;
  readonly threw: Failure;
  readonly uses: readonly Use[];
  /** Calls of `write` that began before the one before had ended. */
  readonly overlapping: number;
  /** How many pieces had been read when the third write was under way for a long time. */
  readonly ahead: number;
}

/** Exports entries to a writer that may be slow. */
export async function writeOut({ sources, filter, as, writeTakes, failsAt, within }: ExportInput): Promise<ExportHistory> {
  const maker = new Maker();
  const { ctx, cancel } = contextFor(within);
  const texts: string[] = [];
  let [running, overlapping, ahead, calls] = [0, 0, 0, 0];
  const write = async (text: string): Promise<void> => {
    calls += 1;
    const call = calls;
    overlapping += running > 0 ? 1 : 0;
    running += 1;
    if (writeTakes > 0) await time.sleep(writeTakes);
    if (call === 3) ahead = maker.uses().reduce((sum, { pieces }) => sum + pieces, 0);
    running -= 1;
    if (call === failsAt) throw new MadeError('the disk is full');
    texts.push(text);
  };
  let [threw, count] = ['nothing', -1];
  try {
    count = await exportEntries(ctx, sources.map((made) => maker.source(made)), filter, as, write);
  } catch (error) {
    threw = inWords(error, ctx);
  }
  const uses = maker.uses();
  // Writes that nobody awaits, stragglers, come to an end now, so that their overlapping can be told.
  await time.sleep(100 * time.Hour);
  cancel();
  return { text: texts.join(''), count, threw, uses, overlapping, ahead };
}

export interface FilesInput { readonly files: readonly { readonly name: string; readonly format: Format; readonly text: string; readonly packed: boolean; readonly missing?: boolean }[] }
export interface FilesHistory {
  readonly report: PlainReport;
  readonly leftOpen: readonly string[];
  readonly first: readonly string[];
  /** Large files, of which a piece was read: what was in memory then. */
  readonly large: readonly { readonly packed: boolean; readonly megabytes: number; readonly held: number }[];
}

/** Writes real files, packed and not, and has them analysed. Real clock. */
export async function readFiles({ files }: FilesInput): Promise<FilesHistory> {
  const folder = await mkdtemp(join(tmpdir(), 'log-processor-'));
  try {
    for (const { name, text, packed, missing } of files) {
      if (missing !== true) await writeFile(join(folder, name), packed ? gzipSync(text) : text);
    }
    const [ctx, cancel] = context.withTimeout(context.background(), 8 * time.Second);
    const report = plain(await analyse(ctx, files.map(({ name, format }) => fileSource(join(folder, name), format)), {}, 2), ctx);
    // Whoever stops early closes the file, too.
    const first: string[] = [];
    for (const { name, format, missing } of files) {
      if (missing === true || name === 'empty.log') continue;
      first.push(await firstLine(ctx, fileSource(join(folder, name), format)));
    }
    const large = [await holdOnePiece(ctx, folder, false), await holdOnePiece(ctx, folder, true)];
    cancel();
    return { large, report: { ...report, sources: report.sources.map((source) => ({ ...source, name: source.name.replace(`${folder}/`, '') })) }, leftOpen: await openBelow(folder), first };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function firstLine(ctx: Context, source: Source): Promise<string> {
  try {
    for await (const line of lines(ctx, source.open(ctx))) return line;
    return 'no line';
  } catch (error) {
    return inWords(error, ctx);
  }
}

/** Reads one piece of a large file. */
async function holdOnePiece(ctx: Context, folder: string, packed: boolean): Promise<FilesHistory['large'][number]> {
  const path = join(folder, `large-${packed}.log`);
  const megabytes = 16;
  const text = new Uint8Array(megabytes * 1e6).fill(0x61);
  await writeFile(path, packed ? gzipSync(text) : text);
  const before = alive();
  let held = 0;
  try {
    for await (const piece of fileSource(path, 'app').open(ctx)) {
      held = alive() - before;
      if (piece.length > 0) break;
    }
  } catch {
    // Whether it can be read is asked elsewhere.
  }
  return { packed, megabytes, held };
}

/** Open files below a folder, where the system tells. */
async function openBelow(folder: string): Promise<string[]> {
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  const descriptors = await readdir('/proc/self/fd').catch(() => []);
  const paths = await Promise.all(descriptors.map((descriptor) => readlink(`/proc/self/fd/${descriptor}`).catch(() => '')));
  return paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length + 1));
}

export interface MemoryInput { readonly entries: readonly number[]; readonly origins: number; readonly longLine: number; readonly shortLines: number; readonly as?: 'csv' | 'json' }
export interface MemoryHistory {
  readonly runs: readonly { readonly entries: number; readonly read: number; readonly held: number; readonly took: number; readonly megabytes: number }[];
}

/** Has ever longer logs read, and weighs what is held in memory at several moments of each. Real clock. */
export async function weigh({ entries, origins, longLine, shortLines, as }: MemoryInput): Promise<MemoryHistory> {
  const [ctx, cancel] = context.withTimeout(context.background(), 60 * time.Second);
  const runs: { entries: number; read: number; held: number; took: number; megabytes: number }[] = [];
  // The first run is there to have everything loaded and compiled.
  for (const count of [100, ...entries]) {
    const scales = new Scales();
    const sources = (['access', 'app', 'json'] as const).map((format) => scales.source(format, format === 'access' ? count : Math.ceil(count / 4), origins));
    if (longLine > 0) sources.push(scales.longLine(Math.ceil((longLine * count) / Math.max(...entries))));
    if (shortLines > 0) sources.push(scales.shortLines(Math.ceil((shortLines * count) / Math.max(...entries))));
    const began = time.now();
    const read = as === undefined ? (await analyse(ctx, sources, {}, 2)).entries : await exportEntries(ctx, sources, {}, as, async () => undefined);
    runs.push({ entries: count, read, held: scales.held(), took: time.since(began), megabytes: scales.bytes / 1e6 });
  }
  cancel();
  return { runs: runs.slice(1) };
}

/** Sources that weigh what is alive in memory while they are read. */
class Scales {
  bytes = 0;
  #most = 0;
  readonly #before = alive();

  source(format: Format, entries: number, origins: number): Source {
    return { name: format, format, open: () => this.#weighed(logPieces(format, entries, origins), (entries * 120) / 3) };
  }

  /** A single line that never ends. */
  longLine(bytes: number): Source {
    const piece = new TextEncoder().encode('x'.repeat(65_536));
    const text = function* (): Generator<Uint8Array, void> {
      for (let given = 0; given < bytes; given += piece.length) yield piece.slice();
    };
    return { name: 'long line', format: 'app', open: () => this.#weighed(text(), bytes / 3) };
  }

  /** Very many short entries, each with a duration. */
  shortLines(entries: number): Source {
    const lines = Array.from({ length: 1000 }, (_, index) => `2027-03-01T00:00:00Z INFO [a] x in ${index * 7} ms\n`);
    const piece = new TextEncoder().encode(lines.join(''));
    const text = function* (): Generator<Uint8Array, void> {
      for (let given = 0; given < entries; given += lines.length) yield piece.slice();
    };
    return { name: 'short lines', format: 'app', open: () => this.#weighed(text(), (entries * 45) / 3) };
  }

  held(): number {
    return this.#most;
  }

  async *#weighed(pieces: Iterable<Uint8Array>, interval: number): AsyncGenerator<Uint8Array, void> {
    let next = interval;
    let own = 0;
    for (const piece of pieces) {
      this.bytes += piece.length;
      own += piece.length;
      yield piece;
      if (own < next) continue;
      next += interval;
      this.#most = Math.max(this.#most, (await settled()) - this.#before);
    }
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that somebody still needs. */
function alive(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * What is needed when everybody has come to rest. Buffers are given back by another thread, a little after they have become garbage: the
 * smallest of some weighings counts.
 */
async function settled(): Promise<number> {
  let least = Infinity;
  for (let weighing = 0; weighing < 2; weighing += 1) {
    await new Promise((resolve) => { setTimeout(resolve, weighing); });
    least = Math.min(least, alive());
  }
  return least;
}

function contextFor(within: number | undefined): { readonly ctx: Context; readonly cancel: () => void } {
  const [ctx, cancel] = within === undefined ? context.withCancel(context.background()) : context.withTimeout(context.background(), within);
  return { ctx, cancel };
}

function plain(report: Report, ctx: Context): PlainReport {
  const { sources, entries, levels, first, last, hours, durations, origins } = report;
  const { debug, info, warn, error } = levels;
  return {
    sources: sources.map((source) => ({ name: source.name, bytes: source.bytes, lines: source.lines, unreadable: source.unreadable, error: source.error === undefined ? 'none' : inWords(source.error, ctx) })),
    entries, levels: { debug, info, warn, error }, first, last, hours: [...hours], durations: { ...durations },
    origins: origins.map(({ origin, count }) => ({ origin, count })),
  };
}

function inWords(error: unknown, ctx: Context): string {
  if (error instanceof MadeError) return error.message;
  if (error !== undefined && error === ctx.err()) return error === context.Canceled ? 'context.Canceled' : 'context.DeadlineExceeded';
  const code = error instanceof Error && 'code' in error ? `${String(error.code)}: ` : '';
  return error instanceof Error ? `${code}${error.message}` : String(error);
}

