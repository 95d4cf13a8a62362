/** Keeping what a program prints, so that it can go into a document. */

export interface Printed {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  readonly truncated: boolean;
}

export interface Capture {
  /** Lets output through again and gives what was kept. */
  stop(): Printed[];
}

/** Bytes kept of each stream. */
const most = 1024 * 1024;

/** Replaces `write` of standard output and standard error. */
export function captureOutput([stdout, stderr]: readonly [NodeJS.WriteStream, NodeJS.WriteStream]): Capture {
  const streams = [keep('stdout', stdout), keep('stderr', stderr)];
  return { stop: () => streams.map((stream) => stream.stop()).filter(({ text }) => text !== '') };
}

function keep(name: Printed['stream'], stream: NodeJS.WriteStream): { stop(): Printed } {
  const chunks: Buffer[] = [];
  let size = 0;
  const original = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array, encoding?: BufferEncoding | ((error?: Error | null) => void), done?: (error?: Error | null) => void) => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8') : Buffer.from(chunk);
    if (size < most) chunks.push(bytes.subarray(0, most - size));
    size += bytes.length;
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback !== undefined) process.nextTick(callback);
    return true;
  };
  return {
    stop() {
      stream.write = original;
      return { stream: name, text: Buffer.concat(chunks).toString('utf8'), truncated: size > most };
    },
  };
}
