// module
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const paths = ['/', '/cart', '/search', '/login'];
const statuses = [200, 200, 200, 404, 500];

/** Writes the logs of six servers, and a few things to stumble over. */
export async function writeLogs(folder: string): Promise<void> {
  for (let server = 1; server <= 6; server++) {
    const lines = Array.from({ length: 20 }, (_, n) => line(server, n));
    if (server === 3) lines.push('no such thing as a level here');
    const name = join(folder, `web-${server}.log`);
    await writeFile(name, lines.join('\n') + '\n');
  }
  await writeFile(join(folder, 'notes.txt'), 'ERROR not a log\n');
  await mkdir(join(folder, 'old.log')); // a folder, not a file
}

function line(server: number, n: number): string {
  const at = `2026-03-01T09:15:${String(n).padStart(2, '0')}Z`;
  if (n % 10 === 9) return `${at} DEBUG "memory is fine"`;
  if (n % 10 === 8) return `${at} WARN "queue is long"`;
  const status = statuses[(server + n) % 5]!;
  const level = status === 500 ? 'ERROR' : 'INFO';
  const path = paths[(server * n) % 4];
  const latency = 20 + (server * 131 + n * 53) % 600;
  return `${at} ${level} 10.0.0.${server + n % 3} GET ${path} ` +
    `status=${status} latency=${latency}ms "request"`;
}
