// module
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const events = [
  'DEBUG memory is fine', 'INFO page shown user=ann', 'WARN slow answer',
  'ERROR cannot reach the store user=ben', 'ERROR card refused user=cem',
  'INFO page shown user=ben', 'ERROR cannot reach the store user=ann',
];

/** Writes two logs, and three files to stumble over. */
export async function writeSample(folder: string): Promise<void> {
  const web = [...log(10), 'yesterday ERROR something', 'nothing at all'];
  const full = '2026-03-01T10:00:00Z FATAL the disk is full';
  const shop = [...log(14), full];
  await save(folder, 'web.log', web.join('\n') + '\n');
  await save(folder, 'shop.log.gz', gzipSync(shop.join('\n')));
  await save(folder, 'empty.log', '');
  await save(folder, 'broken.log.gz', 'this is no gzip file');
  await save(folder, 'notes.txt', 'FATAL, but no log');
  await save(folder, 'teams.csv', 'user,team\nann,blue\nben,red\n');
}

function log(count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const second = String(n).padStart(2, '0');
    return `2026-03-01T09:15:${second}Z ${events[n % events.length]}`;
  });
}

async function save(
  folder: string, name: string, content: string | Buffer,
): Promise<void> {
  await writeFile(join(folder, name), content);
}
