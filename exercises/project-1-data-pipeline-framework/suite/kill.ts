import { context, time } from 'concurrency-tutor';
import { createHook } from 'node:async_hooks';
import { cpSync } from 'node:fs';
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fileSink, fileSource, sqlSink } from '../starter/connectors.ts';
import { openDatabase, type Batch, type Checkpoint, type Sink, type Stage } from '../starter/parts.ts';
import { Pipeline } from '../starter/pipeline.ts';

export interface LifeInput {
  /** Names the files in the working folder. */
  readonly name: string;
  readonly sink: 'file' | 'sql';
  readonly lines: number;
  /** Dies in this write of this life, after this share of the time that a write takes. */
  readonly dies?: { readonly write: number; readonly share: number };
}

/** One life of a pipeline: it goes on where the last one was killed. */
export async function live({ name, sink, lines, dies }: LifeInput): Promise<'finished' | 'killed'> {
  const path = `${name}.txt`;
  if (!await access(path).then(() => true, () => false)) await writeFile(path, Array.from({ length: lines }, (_, index) => `${index + 1}\n`).join(''));
  const inner = sink === 'file' ? fileSink(`${name}.out`) : sqlSink(`${name}.sqlite`, 'squares');
  const pipeline = new Pipeline({ source: fileSource(path), stages: [square], sink: dies === undefined ? inner : mortal(inner, dies), inFlight: 24, batch: { size: 5, within: 2 } });
  const [ctx, cancel] = context.withTimeout(context.background(), 20 * time.Second);
  await pipeline.run(ctx);
  cancel();
  return 'finished';
}

/** Some items are slow, so that others overtake them; some come to nothing. */
const square: Stage = {
  name: 'square', workers: { min: 4, max: 4, idle: 1000 },
  handle: async (_ctx, line: string) => {
    const number = Number(line);
    if (number % 7 === 0) await time.sleep(number % 3);
    return number % 10 === 0 ? [] : [number * number];
  },
};

/** A sink in whose write the process is killed by another thread, which cares for nothing that happens here. */
function mortal(sink: Sink, { write, share }: { readonly write: number; readonly share: number }): Sink {
  const flag = new Int32Array(new SharedArrayBuffer(8));
  const executioner = new Worker(
    `const { workerData: flag } = require('node:worker_threads');
    Atomics.wait(flag, 0, 0);
    const end = process.hrtime.bigint() + BigInt(Atomics.load(flag, 1)) * 1000n;
    while (process.hrtime.bigint() < end);
    process.kill(process.pid, 'SIGKILL');`, { eval: true, workerData: flag },
  );
  executioner.unref();
  const ready = new Promise((resolve) => { executioner.once('online', resolve); });
  let [writes, spent] = [0, 0];
  return {
    name: sink.name,
    open: async (ctx) => {
      await ready;
      return sink.open(ctx);
    },
    async write(ctx, batch: Batch) {
      writes += 1;
      if (writes === write) {
        Atomics.store(flag, 1, Math.round((spent / Math.max(1, writes - 1)) * share * 1000));
        Atomics.store(flag, 0, 1);
        Atomics.notify(flag, 0);
      }
      const began = performance.now();
      await sink.write(ctx, batch);
      spent += performance.now() - began;
    },
    close: () => sink.close(),
  };
}

/** What a sink found that was opened on what a kill would have left. */
export interface Moment { readonly checkpoint: Checkpoint; readonly text: string }

/**
 * What a kill would leave at each moment of a write at which something has just been done to a file: a kill leaves the files as they are, and
 * so does a copy that is made before the program hears that it is done. Each copy is then opened by a sink of its own.
 */
export async function moments({ first, second }: { readonly first: Batch; readonly second: Batch }): Promise<readonly Moment[]> {
  const folder = await mkdtemp(join(tmpdir(), 'moments-'));
  const place = (name: string): string => join(folder, name, 'values.jsonl');
  const ctx = context.background();
  try {
    await mkdir(join(folder, 'now'));
    const sink = fileSink(place('now'));
    await sink.open(ctx);
    await sink.write(ctx, first);
    const copies: string[] = [];
    const copy = (): void => {
      copies.push(`moment-${copies.length + 1}`);
      cpSync(join(folder, 'now'), join(folder, copies.at(-1) ?? ''), { recursive: true });
    };
    const requests = new Set<number>();
    const hook = createHook({
      init: (id, type) => { if (type.startsWith('FSREQ')) requests.add(id); },
      before: (id) => { if (requests.delete(id)) copy(); },
    });
    copy();
    hook.enable();
    await sink.write(ctx, second);
    hook.disable();
    copy();
    await sink.close();
    const found: Moment[] = [];
    for (const name of copies) {
      const next = fileSink(place(name));
      const checkpoint = await next.open(ctx);
      await next.close();
      found.push({ checkpoint, text: await readFile(place(name), 'utf8') });
    }
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the lives of a pipeline have left behind. */
export async function leavings({ name, sink }: Pick<LifeInput, 'name' | 'sink'>): Promise<readonly number[]> {
  if (sink === 'file') return (await readFile(`${name}.out`, 'utf8')).split('\n').filter((line) => line !== '').map(Number);
  const database = openDatabase(`${name}.sqlite`);
  const rows = database.prepare('SELECT value FROM squares').all();
  database.close();
  return rows.map(({ value }) => Number(value));
}
