import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** `new URL('./prime.ts', import.meta.url)`, as `threads.module` is given it. */
const reference = /new URL\(\s*(['"`])(\.{1,2}\/[^'"`]+\.[cm]?[jt]sx?)\1\s*,\s*import\.meta\.url\s*\)/g;

/** The files that a source names as modules whose exports run on threads. */
export function threadFilesIn(source: string, path: string): string[] {
  if (!source.includes('threads.module')) return [];
  return [...source.matchAll(reference)].map(([, , file]) => resolve(dirname(path), file ?? '')).filter((file) => existsSync(file));
}
