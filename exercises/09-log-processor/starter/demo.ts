import { context, defer, time } from 'concurrency-tutor';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { analyse, fileSource, type Format } from './logs.ts';
import { logPieces } from './make-logs.ts';

/** `concurrency-tutor run demo.ts` starts this: it writes some logs, then a few times as many, and has them read. You need not change it. */
export default async function main(): Promise<void> {
  const [ctx, cancel] = context.withTimeout(context.background(), 5 * time.Minute);
  using _cancel = defer(cancel);
  for (const entries of [20_000, 200_000]) {
    const folder = await mkdtemp(join(tmpdir(), 'logs-'));
    await using _remove = defer(() => rm(folder, { recursive: true }));
    const files = await Promise.all((['access', 'app', 'json'] as const).map((format) => write(folder, format, entries)));
    const sizes = await Promise.all(files.map(async ({ path }) => (await stat(path)).size));

    const started = time.now();
    let highest = 0;
    const meter = setInterval(() => { highest = Math.max(highest, process.memoryUsage().rss); }, 20);
    const report = await analyse(ctx, files.map(({ path, format }) => fileSource(path, format)), { levels: ['warn', 'error'] }, 2);
    clearInterval(meter);
    console.log(`${inMegabytes(sizes.reduce((sum, size) => sum + size, 0))} MB on disk, one file of three packed: ${Math.round(time.since(started))} ms, at most ${inMegabytes(highest)} MB of memory`);
    console.log(`  ${report.entries} warnings and errors, 95 % of what was timed took at most ${Math.round(report.durations.p95)} ms`);
    console.log(`  most from ${report.origins.slice(0, 3).map(({ origin, count }) => `${origin} (${count})`).join(', ')}`);
  }
}

async function write(folder: string, format: Format, entries: number): Promise<{ readonly path: string; readonly format: Format }> {
  // The name does not tell that it is packed.
  const path = join(folder, `${format}.log`);
  const pieces = Readable.from(logPieces(format, entries));
  if (format === 'json') await pipeline(pieces, createGzip(), createWriteStream(path));
  else await pipeline(pieces, createWriteStream(path));
  return { path, format };
}

function inMegabytes(bytes: number): number {
  return Math.round(bytes / 1e5) / 10;
}
