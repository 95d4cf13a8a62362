/** Writes a large log, or has a solution read one and prints the largest memory of the process, in KB. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { context, run } from 'concurrency-tutor';
import { logPieces } from '../../../exercises/09-log-processor/suite/make-logs.ts';
import type * as logs from '../../../exercises/09-log-processor/starter/logs.ts';

const [what = '', path = '', format = 'app', ...rest] = process.argv.slice(2);

if (what === 'write') {
  const [packing = '', megabytes = '1'] = rest;
  const pieces = Readable.from(enough(Number(megabytes) * 1e6));
  await (packing === 'packed' ? pipeline(pieces, createGzip({ level: 1 }), createWriteStream(path)) : pipeline(pieces, createWriteStream(path)));
} else {
  const [solution = ''] = rest;
  const { analyse, fileSource } = await import(`../../../solutions/09-log-processor/${solution}/logs.ts`) as typeof logs;
  const report = await run(() => analyse(context.background(), [fileSource(path, format as logs.Format)], {}, 1));
  if (report.entries === 0 || report.sources.some(({ unreadable, error }) => unreadable > 0 || error !== undefined)) throw new Error(JSON.stringify(report.sources));
  console.log(process.resourceUsage().maxRSS);
}

/** The same few megabytes again and again: making a gigabyte would take longer than reading it. */
function* enough(bytes: number): Generator<Uint8Array, void> {
  const block = [...logPieces(format as logs.Format, 40_000, 3_000_000)];
  for (let [written, index] = [0, 0]; written < bytes; index += 1) {
    const piece = block[index % block.length] ?? new Uint8Array();
    written += piece.length;
    yield piece;
  }
}
