import type { Context } from 'concurrency-tutor';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, writeFile, type FileHandle } from 'node:fs/promises';
import { lines, pages } from './memory.ts';
import { retry, type RetryPolicy } from './middleware.ts';
import { beginning, HttpError, openDatabase, type Batch, type Checkpoint, type Item, type Sink, type Source } from './parts.ts';

/** A row of a table. */
export type Row = Readonly<Record<string, unknown>>;

/** The lines of a file. */
export function fileSource(path: string): Source<string> {
  return {
    name: path,
    async *read(ctx, after) {
      for await (const line of lines(createReadStream(path, { start: after }), after)) {
        if (ctx.err() !== undefined) throw ctx.err();
        yield line;
      }
    },
  };
}

/** The rows of a table. */
export function sqlSource(path: string, table: string, page: number): Source<Row> {
  return {
    name: table,
    async *read(ctx, after) {
      const database = openDatabase(path);
      try {
        const select = database.prepare(`SELECT * FROM ${quoted(table)} WHERE id > ? ORDER BY id LIMIT ?`);
        const load = async (last: number): Promise<Item<Row>[]> => {
          if (ctx.err() !== undefined) throw ctx.err();
          return select.all(last, page).map((value) => ({ position: Number(value['id']), value: { ...value } }));
        };
        yield* pages(load, after);
      } finally {
        database.close();
      }
    },
  };
}

/** What a server gives page by page. */
export function httpSource(url: string, page: number, policy: RetryPolicy): Source {
  const get = retry(policy)(async (ctx, after) => [await request(ctx, pageAddress(url, after, page))]);
  return {
    name: url,
    async *read(ctx, after) {
      yield* pages(async (last) => {
        if (ctx.err() !== undefined) throw ctx.err();
        const [answer] = await get(ctx, last as never) as readonly [{ readonly items: readonly Item[] }];
        return answer.items;
      }, after);
    },
  };
}

function pageAddress(url: string, after: number, page: number): string {
  const address = new URL(url);
  address.searchParams.set('after', String(after));
  address.searchParams.set('limit', String(page));
  return address.href;
}

async function request(ctx: Context, url: string, init: RequestInit = {}): Promise<unknown> {
  try {
    const response = await fetch(url, { ...init, signal: ctx.signal });
    if (response.status === 200) return await response.json();
    await response.body?.cancel();
    const seconds = response.headers.get('retry-after');
    throw seconds === null ? new HttpError(response.status) : new HttpError(response.status, Number(seconds) * 1000);
  } catch (error) {
    throw ctx.err() ?? error;
  }
}

/** Appends each value to a file, as a line of JSON. The file `….checkpoint` says how long it was after the last write. */
export function fileSink(path: string): Sink {
  const record = `${path}.checkpoint`;
  let state = { length: 0, checkpoint: beginning };
  let file: FileHandle | undefined;
  return {
    name: path,
    async open() {
      state = await readFile(record, 'utf8').then((text) => JSON.parse(text) as typeof state, missing) ?? { length: 0, checkpoint: beginning };
      file = await open(path, 'a');
      const { size } = await file.stat();
      if (size > state.length) await file.truncate(state.length);
      return state.checkpoint;
    },
    async write(_ctx, { values, checkpoint }) {
      const bytes = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
      state = { length: state.length + bytes.length, checkpoint };
      // Replacing a file by another happens as a whole, or not at all.
      await writeFile(`${record}.new`, JSON.stringify(state));
      await rename(`${record}.new`, record);
      await file?.appendFile(bytes);
    },
    async close() {
      await file?.close();
    },
  };
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}

/** Inserts each value into a table. Values and checkpoint go in one transaction. */
export function sqlSink(path: string, table: string): Sink {
  let database: ReturnType<typeof openDatabase> | undefined;
  return {
    name: table,
    async open() {
      database = openDatabase(path);
      database.exec(`CREATE TABLE IF NOT EXISTS ${quoted(table)} (value TEXT)`);
      database.exec('CREATE TABLE IF NOT EXISTS pipeline_checkpoints (name TEXT PRIMARY KEY, checkpoint TEXT)');
      const row = database.prepare('SELECT checkpoint FROM pipeline_checkpoints WHERE name = ?').get(table);
      return row === undefined ? beginning : JSON.parse(String(row['checkpoint'])) as Checkpoint;
    },
    async write(_ctx, { values, checkpoint }) {
      if (database === undefined) return;
      database.exec('BEGIN IMMEDIATE');
      try {
        const insert = database.prepare(`INSERT INTO ${quoted(table)} (value) VALUES (?)`);
        for (const value of values) insert.run(JSON.stringify(value));
        database.prepare('INSERT OR REPLACE INTO pipeline_checkpoints VALUES (?, ?)').run(table, JSON.stringify(checkpoint));
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    async close() {
      database?.close();
    },
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Sends batches to a server. */
export function httpSink(url: string, policy: RetryPolicy): Sink {
  const get = retry(policy)(async (ctx) => [await request(ctx, url)]);
  const post = retry(policy)(async (ctx, batch: Batch) => {
    const key = createHash('sha256').update(JSON.stringify(batch.checkpoint)).digest('hex');
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    return [await request(ctx, url, { method: 'POST', headers, body: JSON.stringify(batch) })];
  });
  return {
    name: url,
    async open(ctx) {
      const [answer] = await get(ctx, undefined as never) as readonly [{ readonly checkpoint: Checkpoint }];
      return answer.checkpoint;
    },
    async write(ctx, batch) {
      await post(ctx, batch as never);
    },
    async close() {},
  };
}
