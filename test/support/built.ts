/** The built program, for tests that run it: `dist/` is made again when a source file is newer. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { lock } from 'proper-lockfile';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const stamp = join(dist, '.built');

/** What `npx concurrency-tutor` starts. */
export const launcher = join(root, 'bin', 'concurrency-tutor.js');

/** Builds when needed; test files that run at the same time wait for one another. */
export async function ensureBuilt(): Promise<void> {
  await mkdir(dist, { recursive: true });
  const release = await lock(dist, { retries: { retries: 300, minTimeout: 100, maxTimeout: 200 }, stale: 60_000 });
  try {
    if (await newestSource() > await builtAt()) await build();
  } finally {
    await release();
  }
}

async function build(): Promise<void> {
  const began = new Date();
  try {
    await promisify(execFile)('npm', ['run', 'build'], { cwd: root });
  } catch (error) {
    // Files are written although the types do not hold; `npm run build` is the place that refuses.
    if (!existsSync(join(dist, 'cli', 'main.js'))) throw error;
    console.warn(`npm run build: ${(error as { stdout?: string }).stdout ?? String(error)}`);
  }
  await writeFile(stamp, began.toISOString());
}

async function newestSource(): Promise<number> {
  const entries = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true });
  const times = await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => stat(join(entry.parentPath, entry.name))));
  return Math.max(...times.map(({ mtimeMs }) => mtimeMs));
}

async function builtAt(): Promise<number> {
  if (!existsSync(stamp)) return 0;
  return (await stat(stamp)).mtimeMs;
}
