// module
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import {
  go, chan, defer, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';
import type { FileResult } from './search.ts';

/** One file to be searched, and what for. */
export interface SearchRequest {
  readonly path: string;
  readonly term: string;
}

/**
 * Sends a request for every `.txt` file below the folder. A folder that
 * cannot be read is a result, too, on a channel of its own.
 */
export function walk(root: string, term: string): {
  requests: ReceiveChannel<SearchRequest>;
  failures: ReceiveChannel<FileResult>;
} {
  const requests = chan<SearchRequest>();
  const failures = chan<FileResult>();
  go(async () => {
    using _close = defer(() => {
      requests.close();
      failures.close();
    });
    await visit(root, term, requests, failures);
  });
  return { requests, failures };
}

async function visit(
  folder: string, term: string,
  requests: SendChannel<SearchRequest>, failures: SendChannel<FileResult>,
): Promise<void> {
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        await visit(path, term, requests, failures);
      } else if (extname(entry.name) === '.txt') {
        await requests.send({ path, term });
      }
    }
  } catch (cause) {
    const error = new Error('cannot read the folder', { cause });
    await failures.send({ path: folder, matches: [], error });
  }
}
