/** What a stream said, up to a bound; the rest is read and dropped, so that the writer does not wait for us. */
import type { Readable } from 'node:stream';

export interface BoundedText {
  readonly text: () => string;
  readonly truncated: () => boolean;
}

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
