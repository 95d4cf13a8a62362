/** What programs print, up to a bound. */
import type { Readable } from 'node:stream';

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
}

export const nothingPrinted: Printed = { stdout: '', stderr: '', truncated: false };

/** How much of each stream is kept, in characters. */
const maxPrinted = 64 * 2 ** 10;

/** One after the other, cut to the bound. */
export function joined(...parts: readonly Printed[]): Printed {
  const stdout = parts.map((part) => part.stdout).join('');
  const stderr = parts.map((part) => part.stderr).join('');
  return bounded({ stdout, stderr, truncated: parts.some(({ truncated }) => truncated) }, maxPrinted);
}

/** The same, with at most `most` characters of each stream. */
export function bounded({ stdout, stderr, truncated }: Printed, most = maxPrinted): Printed {
  return { stdout: stdout.slice(0, most), stderr: stderr.slice(0, most), truncated: truncated || stdout.length > most || stderr.length > most };
}

export interface BoundedText {
  readonly text: () => string;
  readonly truncated: () => boolean;
}

/** What a stream says, up to a bound; the rest is read and dropped, so that the writer does not wait for us. */
export function collectText(stream: Readable, maxBytes: number): BoundedText {
  const chunks: Buffer[] = [];
  let size = 0;
  let truncated = false;
  stream.on('data', (chunk: Buffer) => {
    const room = maxBytes - size;
    if (chunk.length > room) truncated = true;
    if (room <= 0) return;
    chunks.push(chunk.subarray(0, room));
    size += Math.min(room, chunk.length);
  });
  stream.on('error', () => { truncated = true; });
  return { text: () => Buffer.concat(chunks).toString('utf8'), truncated: () => truncated };
}
