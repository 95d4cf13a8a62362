import { context, time, type Context } from 'concurrency-tutor';
import { appendFile, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fileSink, fileSource, httpSink, httpSource, sqlSink, sqlSource } from '../starter/connectors.ts';
import { HttpError, openDatabase, type Batch, type Checkpoint, type Item, type Sink, type Source } from '../starter/parts.ts';
import { startServer, type Mood } from '../support/server.ts';
import { inWords } from './made.ts';

/** What reading gave. */
export interface Reading { readonly items: readonly { readonly position: number; readonly value: unknown }[]; readonly threw: string }

/** What happened to a sink: checkpoints as `open` gave them, what it held after each step, and what the failing write threw. */
export interface Keeping { readonly checkpoints: readonly Checkpoint[]; readonly held: readonly (readonly unknown[])[]; readonly threw: string }

async function readFrom(ctx: Context, source: Source, after: number, limit = Infinity, each: () => void = () => undefined): Promise<Reading> {
  const items: { position: number; value: unknown }[] = [];
  try {
    for await (const { position, value } of source.read(ctx, after)) {
      items.push({ position, value });
      each();
      if (items.length >= limit || items.length > 2000) break;
    }
    return { items, threw: 'nothing' };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { items, threw: error instanceof HttpError ? `HttpError ${error.status}` : typeof code === 'string' ? code : inWords(error) };
  }
}

/** Three lives of a sink: two writes; one write, after a write that was cut off; a write that fails. */
async function keepIn(ctx: Context, make: () => Sink, batches: readonly Batch[], held: () => Promise<readonly unknown[]>, tear: () => Promise<void>): Promise<Keeping> {
  const checkpoints: Checkpoint[] = [];
  const states: (readonly unknown[])[] = [];
  let threw = 'nothing';
  const [first, second, third, bad] = batches;
  const live = async (life: readonly (Batch | undefined)[]): Promise<void> => {
    const sink = make();
    checkpoints.push(await sink.open(ctx));
    try {
      for (const batch of life) if (batch !== undefined) await sink.write(ctx, batch);
    } catch (error) {
      threw = error instanceof Error ? error.name : String(error);
    } finally {
      await sink.close();
    }
    states.push(await held());
  };
  await live([first, second]);
  await tear();
  await live([third]);
  // A `bigint` has no place in JSON: this write throws.
  await live([bad === undefined ? bad : { ...bad, values: [...bad.values, 7n] }]);
  await live([]);
  return { checkpoints, held: states, threw };
}

export interface FilesInput { readonly text: string; readonly after: number; readonly batches: readonly Batch[]; readonly torn: string }
export interface FilesHistory {
  readonly whole: Reading;
  readonly rest: Reading;
  readonly missing: Reading;
  readonly ended: Reading;
  readonly leftOpen: readonly string[];
  readonly megabytes: number;
  /** Bytes that were in memory after the first line of a large file. */
  readonly inMemory: number;
  readonly kept: Keeping;
  readonly otherFiles: readonly string[];
}

/** Reads and writes real files. Real clock. */
export async function useFiles({ text, after, batches, torn }: FilesInput): Promise<FilesHistory> {
  return inFolder(async (folder, ctx) => {
    const path = join(folder, 'lines.txt');
    await writeFile(path, text);
    const [whole, rest] = [await readFrom(ctx, fileSource(path), 0), await readFrom(ctx, fileSource(path), after)];
    await readFrom(ctx, fileSource(path), 0, 1);
    const missing = await readFrom(ctx, fileSource(join(folder, 'missing.txt')), 0);
    const ended = await readFrom(endedContext(), fileSource(path), 0);
    const leftOpen = await openBelow(folder);
    const megabytes = 16;
    const inMemory = await holdOneLine(ctx, join(folder, 'large.txt'), megabytes);
    const out = join(folder, 'out', 'values.jsonl');
    await mkdir(join(folder, 'out'));
    const held = async (): Promise<readonly unknown[]> => (await readFile(out, 'utf8')).split('\n');
    const kept = await keepIn(ctx, () => fileSink(out), batches, held, () => appendFile(out, torn));
    const otherFiles = (await readdir(join(folder, 'out'))).filter((name) => !name.startsWith('values.jsonl'));
    return { whole, rest, missing, ended, leftOpen, megabytes, inMemory, kept, otherFiles };
  });
}

export interface SqlInput { readonly ids: readonly number[]; readonly page: number; readonly after: number; readonly late: number; readonly batches: readonly Batch[] }
export interface SqlHistory {
  readonly whole: Reading;
  readonly rest: Reading;
  /** What another connection got when it wrote while rows were being read. */
  readonly writer: string;
  readonly leftOpen: readonly string[];
  readonly kept: Keeping;
  readonly other: { readonly checkpoint: Checkpoint; readonly held: readonly unknown[] };
}

/** Reads and writes real tables. Real clock. */
export async function useSql({ ids, page, after, late, batches }: SqlInput): Promise<SqlHistory | 'no database'> {
  if (process.getBuiltinModule('node:sqlite') === undefined) return 'no database';
  return inFolder(async (folder, ctx) => {
    const path = join(folder, 'data.sqlite');
    const name = 'my "orders"';
    const quoted = (table: string): string => `"${table.replaceAll('"', '""')}"`;
    const database = openDatabase(path);
    database.exec(`CREATE TABLE ${quoted(name)} (id INTEGER PRIMARY KEY, customer TEXT)`);
    for (const id of ids) database.prepare(`INSERT INTO ${quoted(name)} VALUES (?, ?)`).run(id, `customer ${id}`);
    database.exec('PRAGMA busy_timeout = 200');
    let [writer, seen] = ['wrote', 0];
    const whole = await readFrom(ctx, sqlSource(path, name, page), 0, Infinity, () => {
      seen += 1;
      if (seen !== 3) return;
      try {
        database.prepare(`INSERT INTO ${quoted(name)} VALUES (?, ?)`).run(late, `customer ${late}`);
      } catch (error) {
        writer = inWords(error);
      }
    });
    const rest = await readFrom(ctx, sqlSource(path, name, page), after);
    await readFrom(ctx, sqlSource(path, name, page), 0, 1);
    database.close();
    const leftOpen = await openBelow(folder);
    const heldIn = (table: string) => async (): Promise<readonly unknown[]> => {
      const own = openDatabase(path);
      const rows = own.prepare(`SELECT value FROM ${quoted(table)} ORDER BY rowid`).all();
      own.close();
      return rows.map(({ value }) => value);
    };
    const kept = await keepIn(ctx, () => sqlSink(path, 'va"lues'), batches, heldIn('va"lues'), async () => undefined);
    const second = sqlSink(path, 'others');
    const checkpoint = await second.open(ctx);
    await second.close();
    return { whole, rest, writer, leftOpen, kept, other: { checkpoint, held: await heldIn('others')() } };
  });
}

export interface HttpInput { readonly items: readonly Item[]; readonly page: number; readonly after: number; readonly batches: readonly Batch[]; readonly moods: readonly Mood[]; readonly sinkMoods: readonly Mood[] }
export interface HttpHistory {
  readonly whole: Reading;
  readonly requests: readonly string[];
  /** Whether the server was left in peace for the second it had asked for. */
  readonly peace: boolean;
  readonly rest: Reading;
  readonly refused: Reading;
  /** What was thrown when the context ended during a pause, and while the server said nothing. */
  readonly interrupted: readonly string[];
  readonly checkpoints: readonly Checkpoint[];
  readonly values: readonly unknown[];
}

/** Talks to a real server. Real clock. */
export async function useHttp({ items, page, after, batches, moods, sinkMoods }: HttpInput): Promise<HttpHistory> {
  return inFolder(async (_folder, ctx) => {
    const policy = { attempts: 4, wait: 20 };
    await using server = await startServer(items, moods);
    const whole = await readFrom(ctx, httpSource(`${server.url}/items?of=all`, page, policy), 0);
    const requests = server.requests.map(({ what }) => what);
    const asked = moods.findIndex((mood) => typeof mood === 'object' && mood.retryAfter !== undefined);
    const peace = (server.requests[asked + 1]?.at ?? 0) - (server.requests[asked]?.at ?? 0) >= 990;
    const rest = await readFrom(ctx, httpSource(`${server.url}/items`, page, policy), after);
    await using refusing = await startServer(items, Array.from({ length: 10 }, () => ({ status: 404 })));
    const refused = await readFrom(ctx, httpSource(`${refusing.url}/items`, page, { ...policy, attempts: 2 }), 0);
    const interrupted: string[] = [];
    for (const mood of [{ status: 429, retryAfter: 20 }, 'says nothing'] as const) {
      const [soon, cancel] = context.withTimeout(ctx, 100);
      await using sulking = await startServer(items, Array.from({ length: 10 }, () => mood));
      const began = performance.now();
      const { threw } = await readFrom(soon, httpSource(`${sulking.url}/items`, page, policy), 0);
      interrupted.push(performance.now() - began > 4000 ? `${threw}, when the server had hung up` : threw);
      cancel();
    }

    await using store = await startServer([], sinkMoods);
    const checkpoints: Checkpoint[] = [];
    for (const batch of batches) {
      const sink = httpSink(`${store.url}/values`, policy);
      checkpoints.push(await sink.open(ctx));
      await sink.write(ctx, batch);
      await sink.close();
    }
    checkpoints.push(store.checkpoint);
    return { whole, requests, peace, rest, refused, interrupted, checkpoints, values: store.values };
  });
}

async function inFolder<T>(work: (folder: string, ctx: Context) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'pipeline-'));
  const [ctx, cancel] = context.withTimeout(context.background(), 25 * time.Second);
  try {
    return await work(folder, ctx);
  } finally {
    cancel();
    await rm(folder, { recursive: true, force: true });
  }
}

function endedContext(): Context {
  const [ctx, cancel] = context.withCancel(context.background());
  cancel();
  return ctx;
}

/** Open files below a folder, where the system tells. */
async function openBelow(folder: string): Promise<string[]> {
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  const descriptors = await readdir('/proc/self/fd').catch(() => []);
  const paths = await Promise.all(descriptors.map((descriptor) => readlink(`/proc/self/fd/${descriptor}`).catch(() => '')));
  return paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length + 1));
}

async function holdOneLine(ctx: Context, path: string, megabytes: number): Promise<number> {
  await writeFile(path, 'a line of a large file\n'.repeat((megabytes * 1e6) / 23));
  const before = alive();
  let held = 0;
  for await (const line of fileSource(path).read(ctx, 0)) {
    held = alive() - before;
    if (line.position > 0) break;
  }
  return held;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function alive(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
