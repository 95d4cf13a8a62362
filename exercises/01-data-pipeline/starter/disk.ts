/** The real disk, ready to use. You need not change this file. */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { once } from 'node:events';
import type { Disk, TextFile } from './pipeline.ts';

export const realDisk: Disk = {
  async list(folder) {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other' }));
  },

  async open(path): Promise<TextFile> {
    const stream = createReadStream(path, { encoding: 'utf8' });
    await once(stream, 'open');
    const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<string, undefined>;
    return {
      read: async () => (await pieces.next()).value,
      async close() {
        if (stream.closed) return;
        stream.destroy();
        await once(stream, 'close');
      },
    };
  },
};
