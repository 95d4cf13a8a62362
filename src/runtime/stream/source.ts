import type { Readable } from 'node:stream';

/** What is wanted of a `ReadableStream`. The platform's types have several of that name, which do not go together. */
export interface WebReadable<T> {
  /** Takes the stream for one reader. */
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: T | undefined }>;
    cancel(reason?: unknown): Promise<void>;
  };
  /** Not used; the compiler finds `T` by comparing overloads from the last one on. */
  getReader(options?: { mode?: 'byob' }): unknown;
}

/** What is common to the two kinds of readable streams. */
export interface Source<T> {
  /** The next chunk. @throws what the stream failed with */
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: T | undefined }>;
  /** Nobody wants more: a `next` that is pending settles, and the stream gives back what it holds. */
  cancel(reason: Error): void;
}

/** Takes a stream for itself. @throws {TypeError} when somebody else reads it already, or it is no readable stream */
export function openSource<T>(stream: WebReadable<T> | Readable): Source<T> {
  if (isWeb(stream)) return openWeb(stream);
  if (typeof (stream as Readable | undefined)?.destroy === 'function' && typeof stream.read === 'function') return openNode(stream);
  throw new TypeError('stream.fromReadable: a ReadableStream or a Readable is wanted; for other sequences, send from a `for await` loop');
}

function isWeb<T>(stream: WebReadable<T> | Readable): stream is WebReadable<T> {
  return typeof (stream as WebReadable<T> | undefined)?.getReader === 'function';
}

function openWeb<T>(stream: WebReadable<T>): Source<T> {
  const reader = stream.getReader();
  return {
    next: () => reader.read(),
    // How the cancellation ends is for the stream's own side to know: nothing is read any more.
    cancel: (reason) => void reader.cancel(reason).catch(() => {}),
  };
}

function openNode<T>(stream: Readable): Source<T> {
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<T, undefined>;
  // The iterator tells of every error, but does not listen before its first `next`, nor after its last one.
  stream.on('error', () => {});
  return {
    next: () => iterator.next(),
    cancel: () => void stream.destroy(),
  };
}
