import { transformSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What runs the generators that `async` functions become: `tasks` is ours, `promises` the one that compilers ship. */
export type Driver = 'tasks' | 'promises';

/**
 * Loads a module with its `async` functions turned into generators. esbuild does the turning, as for engines without `async`; with `tasks`
 * its helper, which drives the generator by promises, is replaced by one that drives it on the run queue.
 */
export async function loadLowered<T>(url: URL, driver: Driver): Promise<T> {
  const { code } = transformSync(readFileSync(url, 'utf8'), {
    loader: 'ts', format: 'esm', target: 'es2022', sourcefile: fileURLToPath(url), sourcemap: 'inline',
    supported: { 'async-await': false },
  });
  const tasks = JSON.stringify(new URL('tasks.ts', import.meta.url).href);
  const driven = driver === 'promises' ? code : `import { call as __call } from ${tasks};\nvar __async = (self, args, steps) => __call(steps.apply(self, args));\n${withoutHelper(code)}`;
  return (await import(`data:text/javascript;base64,${Buffer.from(absolute(driven, url)).toString('base64')}`)) as T;
}

/** Without esbuild's own definition of `__async`. */
function withoutHelper(code: string): string {
  const start = code.indexOf('var __async =');
  if (start < 0) return code;
  const end = code.indexOf('\n};\n', start) + 4;
  return code.slice(0, start) + code.slice(end);
}

/** A module that is loaded from a string has no folder of its own, so its imports are made absolute. */
function absolute(code: string, url: URL): string {
  return code.replaceAll(/from "(\.[^"]+)"/g, (_, relative: string) => `from ${JSON.stringify(pathToFileURL(path.resolve(path.dirname(fileURLToPath(url)), relative)).href)}`);
}
