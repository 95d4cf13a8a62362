import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** The house from the ground up: a folder may import from itself and from those before it. */
const order = ['runtime', 'threads', 'loader', 'explore', 'trace', 'course', 'judge', 'report', 'classroom', 'authoring', 'progress', 'reader', 'tui', 'cli'];
/** What each of the package's faces shows, and nothing else. */
const faces: Record<string, readonly string[]> = {
  'index.ts': ['runtime', 'threads'],
  'testing.ts': ['explore', 'trace'],
  'vitest.ts': ['explore', 'trace', 'loader'],
  'instrumented.ts': ['loader'],
  'suite.ts': ['judge'],
};
/** Files at the top that every folder but the runtime and what stands on it alone may use. */
const ground: readonly string[] = ['errors.ts', 'system-error.ts'];
const root = resolve(import.meta.dirname, '..', 'src');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(/(?:^|[\s;}])(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** The folder of the house that a file stands in; for the files at the top, their own name. */
function roomOf(file: string): string {
  const [first = ''] = relative(root, file).split('/');
  return first;
}

/** Why an import may not be, or `undefined`. */
function objection(file: string, specifier: string): string | undefined {
  const here = roomOf(file);
  const where = relative(root, file);
  if (!specifier.startsWith('.')) {
    return here === 'runtime' && !specifier.startsWith('node:') ? `${where} imports ${specifier}: the runtime imports nothing but Node` : undefined;
  }
  const there = roomOf(resolve(dirname(file), specifier));
  if (there === here) return undefined;
  const shown = faces[here];
  if (shown) return shown.includes(there) ? undefined : `${where} shows ${there}`;
  if (ground.includes(there)) return here === 'runtime' || here === 'loader' || here === 'explore' ? `${where} imports ${there}, which belongs to the tutor` : undefined;
  if (!order.includes(here)) return `${where}: the house has no folder ${here}`;
  if (!order.includes(there)) return `${where} imports ${specifier}, which is not in the house`;
  return order.indexOf(there) < order.indexOf(here) ? undefined : `${where} imports ${specifier}: ${there} stands above ${here}`;
}

test('imports only lead down the house', () => {
  const objections = sources(root).flatMap((file) => imports(file).flatMap((specifier) => objection(file, specifier) ?? []));
  expect(objections).toEqual([]);
});

test('an import that leads up would be noticed', () => {
  expect(objection(join(root, 'runtime', 'x.ts'), '../explore/index.ts')).toMatch(/stands above/);
  expect(objection(join(root, 'runtime', 'x.ts'), 'chalk')).toMatch(/nothing but Node/);
  expect(objection(join(root, 'index.ts'), './course/index.ts')).toMatch(/shows course/);
  expect(imports(join(root, 'index.ts'))).toEqual(['./runtime/index.ts', './threads/index.ts']);
});
