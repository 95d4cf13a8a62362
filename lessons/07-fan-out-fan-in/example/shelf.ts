// module
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const files: Readonly<Record<string, string>> = {
  'kitchen/soup.txt': 'Chop the onions.\nBoil the water.\nAdd salt.\n',
  'kitchen/tea.txt':
    'Warm the pot.\nWATER just off the boil.\nTwo spoons of tea.\n',
  'kitchen/notes.md': 'water, water, water\n', // not a .txt file
  'garden/roses.txt':
    'Water on Monday.\nWater on Wednesday.\nPrune in March.\n' +
    'Water on Friday.\nNo water in winter.\nRainwater is best.\n',
  'garden/shed/tools.txt': 'Spade.\nRake.\n',
  'letters/aunt.txt': 'Dear aunt,\nthe flood water has gone.\n',
};

/** A folder full of texts, for as long as the block lasts. */
export interface Shelf extends AsyncDisposable {
  readonly folder: string;
}

export async function fillShelf(): Promise<Shelf> {
  const folder = await mkdtemp(join(tmpdir(), 'shelf-'));
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  // It points to a file that is not there.
  await symlink('gone.txt', join(folder, 'letters', 'lost.txt'));
  return {
    folder,
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true });
    },
  };
}
