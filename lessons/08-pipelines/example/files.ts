// module
import { open, readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import {
  defer, semaphore, sync,
  type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';
import type { Line, Outcome } from './log-line.ts';
import { sent, stage, type Flow } from './stage.ts';

const filesAtOnce = 4;

/** Stage 1, the source: all log files in a folder and below it. */
export function findFiles(
  flow: Flow, folder: string,
): ReceiveChannel<string> {
  return stage(flow, async (out) => {
    const names = await readdir(folder, { recursive: true });
    for (const name of names.sort()) {
      if (extname(name) !== '.log') continue;
      if (!(await sent(flow, out, join(folder, name)))) return;
    }
  });
}

/** Stage 2: the lines of all files, four files at a time. */
export function readLines(
  flow: Flow, files: ReceiveChannel<string>,
): ReceiveChannel<Outcome<Line>> {
  return stage(flow, async (out) => {
    const places = new semaphore.Weighted(filesAtOnce);
    const readers = new sync.WaitGroup();
    for await (const file of files) {
      try {
        await places.acquire(flow.ctx);
      } catch {
        break; // stopped while waiting for a place
      }
      readers.go(async () => {
        using _place = defer(() => places.release());
        await readFile(flow, file, out);
      });
    }
    await readers.wait(); // only then may the stage close its output
  });
}

async function readFile(
  flow: Flow, path: string, out: SendChannel<Outcome<Line>>,
): Promise<void> {
  const file = basename(path);
  try {
    await using handle = await open(path);
    let number = 0;
    for await (const text of handle.readLines()) {
      const value = { file, number: ++number, text };
      if (!(await sent(flow, out, { ok: true, value }))) return;
    }
  } catch {
    const trouble = { where: file, why: 'cannot be read' };
    await sent(flow, out, { ok: false, trouble });
  }
}
