// module
import { open } from 'node:fs/promises';
import { go, chan, defer, type ReceiveChannel } from 'concurrency-tutor';
import type { SearchRequest } from './walk.ts';

/** A line that contains the term. Lines count from 1. */
export interface Match {
  readonly line: number;
  readonly text: string;
}

/** What became of one file; with an `error`, what was found before it. */
export interface FileResult {
  readonly path: string;
  readonly matches: readonly Match[];
  readonly error?: Error;
}

/** A worker: searches the files it is asked for, one at a time. */
export function startSearcher(
  requests: ReceiveChannel<SearchRequest>,
): ReceiveChannel<FileResult> {
  const results = chan<FileResult>();
  go(async () => {
    using _close = defer(() => results.close());
    for await (const request of requests) {
      await results.send(await searchFile(request));
    }
  });
  return results;
}

/** It never throws: an error is part of the result. */
async function searchFile(request: SearchRequest): Promise<FileResult> {
  const { path, term } = request;
  const wanted = term.toLowerCase();
  const matches: Match[] = [];
  try {
    await using file = await open(path);
    let line = 0;
    for await (const text of file.readLines()) {
      line++;
      if (text.toLowerCase().includes(wanted)) {
        matches.push({ line, text: text.trim() });
      }
    }
    return { path, matches };
  } catch (cause) {
    const error = new Error('cannot read the file', { cause });
    return { path, matches, error };
  }
}
