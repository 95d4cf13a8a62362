// module
import { open, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { chan, defer, sync } from 'concurrency-tutor';

/** What became of one URL. Without an `error`, `path` holds `bytes` bytes; with one, nothing is left at `path`. */
export interface Download {
  readonly url: string;
  readonly path: string;
  readonly bytes: number;
  readonly error?: Error;
}

/** Downloads files into a folder, at most `limit` at a time. */
export class FileDownloader {
  readonly #folder: string;
  readonly #limit: number;

  constructor(folder: string, limit: number) {
    if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`limit is ${limit}; it must be 1 or more`);
    this.#folder = folder;
    this.#limit = limit;
  }

  /** One result for every URL, in the order of the URLs. */
  async downloadAll(urls: readonly string[]): Promise<Download[]> {
    const results = new Array<Download>(urls.length);
    const slots = chan<void>(this.#limit);
    const wg = new sync.WaitGroup();

    for (const [index, url] of urls.entries()) {
      await slots.send(); // take a slot; waits while all of them are taken
      wg.go(async () => {
        using _release = defer(() => slots.tryReceive()); // give it back, whatever happens
        results[index] = await this.#download(url, index);
      });
    }

    await wg.wait();
    return results;
  }

  async #download(url: string, index: number): Promise<Download> {
    const path = join(this.#folder, `${index + 1}-${basename(new URL(url).pathname)}`);
    try {
      return { url, path, bytes: await fetchInto(path, url) };
    } catch (error) {
      return { url, path, bytes: 0, error: error as Error };
    }
  }
}

/** Streams a URL into a new file and says how many bytes came. Leaves no file behind when it fails. */
async function fetchInto(path: string, url: string): Promise<number> {
  const response = await explain('the server does not answer', fetch(url, { signal: AbortSignal.timeout(5_000) }));
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new Error(`the server says ${response.status}`);
  }

  const file = await explain('cannot create the file', open(path, 'wx'));
  const stream = file.createWriteStream();
  try {
    await explain('the download broke off', pipeline(response.body, stream));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return stream.bytesWritten;
}

/** Passes a step's answer on; when the step fails, says in words which one it was and keeps the first error as cause. */
async function explain<T>(words: string, step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (cause) {
    throw new Error(words, { cause });
  }
}
