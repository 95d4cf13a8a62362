/** Where a run's own folders are made. */
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { Box } from './box.ts';

/** The folder for temporary files; when the box has a user of its own, one that this user can get to. */
export async function scratchPlace({ owner }: Pick<Box, 'owner'>): Promise<string> {
  const usual = tmpdir();
  if (owner === undefined) return usual;
  for (const place of [usual, '/tmp', '/var/tmp']) {
    if (await isOpen(place)) return place;
  }
  return usual;
}

/** Whether everybody may go through this folder and all above it. */
async function isOpen(folder: string): Promise<boolean> {
  const stats = await stat(folder).catch(() => undefined);
  if (stats === undefined || (stats.mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isOpen(dirname(folder));
}
