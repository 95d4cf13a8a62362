import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** The package's faces, as package.json exports them, and what is loaded without waiting; paths below `src/`. */
export const faces: readonly string[] = ['index.ts', 'testing.ts', 'vitest.ts', 'suite.ts', 'instrumented.ts', 'course/late.ts'];

/** The command line's beginning: a file that holds all that a short command needs. */
export const front = 'cli/main.ts';

/** Modules of which a process must have one only, although the front uses them, too. Errors are told apart by their class. */
export const single: readonly string[] = ['errors.ts'];

/** Packages that short commands and `check` need. They are put into the bundle, because finding and reading their files takes longer than running them. */
export const inlined: readonly string[] = ['commander', 'chalk', 'env-paths', 'zod', 'acorn', 'magic-string', 'source-map-js', 'eslint-scope', 'wrap-ansi', 'string-width'];

/** `new URL('./child.js', import.meta.url)`, in whichever way the ending is written. */
const address = /new URL\([`'](\.{1,2}\/[\w/-]+)(?:\.js|\.ts|\$\{[^`]*)[`'], import\.meta\.url\)/g;

/** Modules from which processes and threads are started by their address; paths below `source`. */
export function startedByAddress(source: string): readonly string[] {
  const files = readdirSync(source, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  const named = files.flatMap((entry) => {
    const file = join(entry.parentPath, entry.name);
    return [...readFileSync(file, 'utf8').matchAll(address)].map(([, path = '']) => `${relative(source, resolve(dirname(file), path)).split(sep).join('/')}.ts`);
  });
  return [...new Set(named)].filter((path) => !path.startsWith('../') && existsSync(join(source, path)));
}
