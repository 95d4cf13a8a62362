/** Where a run's own folders are made. */
import { chmod, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

/** Removes a folder, whatever a program has done to the rights of what is in it. */
export async function removeFolder(folder: string): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 3 } as const;
  await rm(folder, options).catch(async () => {
    await openUp(folder);
    await rm(folder, options);
  });
}

async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o700).catch(() => undefined);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await openUp(join(folder, entry.name));
}
