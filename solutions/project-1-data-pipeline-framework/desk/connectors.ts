import type { Context } from 'concurrency-tutor';
import { open, readFile, rename, writeFile, type FileHandle } from 'node:fs/promises';
import { lines, pages } from './memory.ts';
import { retry, type RetryPolicy } from './middleware.ts';
import { beginning, HttpError, openDatabase, type Batch, type Checkpoint, type Item, type Sink, type Source } from './parts.ts';

/** A row of a table. */
export type Row = Readonly<Record<string, unknown>>;

/** The lines of a file. */
export function fileSource(path: string): Source<string> {
  return { name: path, read: (ctx, after) => lines(piecesOf(ctx, path, after), after) };
}

async function* piecesOf(ctx: Context, path: string, from: number): AsyncGenerator<Uint8Array, void> {
  await using file = await open(path);
  for (let position = from; ; ) {
    if (ctx.err() !== undefined) throw ctx.err();
    const { bytesRead, buffer } = await file.read(new Uint8Array(16_384), 0, 16_384, position);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
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

/** Appends each value to a file. Behind it there is a journal: a line for each write, with the length of the file and the checkpoint. The last whole line counts. */
export function fileSink(path: string): Sink {
  const journal = `${path}.journal`;
  let length = 0;
  let files: readonly [FileHandle, FileHandle] | undefined;
  return {
    name: path,
    async open() {
      const text = await readFile(journal, 'utf8').catch(missing) ?? '';
      // A line that was cut off has no end.
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      const last = whole.trimEnd().split('\n').at(-1) ?? '';
      const state = last === '' ? { length: 0, checkpoint: beginning } : JSON.parse(last) as { length: number; checkpoint: Checkpoint };
      length = state.length;
      // One line is all that is needed; and a file is replaced as a whole.
      await writeFile(`${journal}.new`, last === '' ? '' : `${last}\n`);
      await rename(`${journal}.new`, journal);
      files = [await open(path, 'a'), await open(journal, 'a')];
      await files[0].truncate(length);
      return state.checkpoint;
    },
    async write(_ctx, { values, checkpoint }) {
      const bytes = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
      await files?.[0].appendFile(bytes);
      length += bytes.length;
      await files?.[1].appendFile(`${JSON.stringify({ length, checkpoint })}\n`);
    },
    async close() {
      for (const file of files ?? []) await file.close();
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
    const key = `${batch.checkpoint.upTo}-${batch.checkpoint.beyond.join('-')}`;
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
