import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const bench = path.join(import.meta.dirname, '..');

/** Installs the packages to compare with, unless they are there. Without a network the comparison goes on without them. */
export function installPeers(): void {
  if (existsSync(path.join(bench, 'node_modules'))) return;
  process.stderr.write('installing the packages to compare with …\n');
  // Where npm wants a shell to be found (Windows), its command is a script.
  const { status } = spawnSync('npm', ['ci', '--prefix', bench, '--ignore-scripts', '--no-audit', '--no-fund'], { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) process.stderr.write('they could not be installed; the comparison goes on without them\n');
}
