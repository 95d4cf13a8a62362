import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { entries } from '../../tools/bundle/entries.ts';
import { ensureBuilt } from '../support/built.ts';

const root = resolve(import.meta.dirname, '..', '..');
const source = join(root, 'src');

beforeAll(ensureBuilt, 120_000);

/** Modules that the source names by address, as it starts processes and threads from them. */
function startedByAddress(): string[] {
  const files = readdirSync(source, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  return files.flatMap((entry) => {
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, 'utf8').replaceAll(/^\s*(\*|\/\/|\/\*).*$/gm, '');
    return [...text.matchAll(/new URL\([`'](\.{1,2}\/[\w/-]+)(?:\.js|\.ts|\$\{[^`]*)[`'], import\.meta\.url\)/g)].map(([, path = '']) => relative(source, resolve(dirname(file), path)));
  });
}

test('whatever is started by its address is an entry of the bundle', () => {
  const started = startedByAddress().map((path) => `${path}.ts`).filter((path) => existsSync(join(source, path)));
  expect(started).toContain('judge/child.ts');
  expect(started.filter((path) => !entries.includes(path))).toEqual([]);
});

test('the faces of the package are entries of the bundle', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: Record<string, string | { default: string }> };
  const faces = Object.values(exports).map((one) => (typeof one === 'string' ? one : one.default)).filter((path) => path.startsWith('./dist/'));
  expect(faces.map((path) => path.replace(/^\.\/dist\/(.*)\.js$/, '$1.ts')).filter((path) => !entries.includes(path))).toEqual([]);
});

test('a module exists once, whichever face it is reached by', async () => {
  const face = (name: string) => import(join(root, 'dist', `${name}.js`)) as Promise<Record<string, unknown>>;
  const [library, vitest] = await Promise.all([face('index'), face('instrumented')]);
  expect(Object.keys(vitest).length).toBeGreaterThan(0);
  const { explore } = await face('testing') as { explore: (main: () => unknown) => Promise<{ verdict: string }> };
  const { chan } = library as { chan: () => { receive(): unknown } };
  // The explorer controls the library's own channels only when both are of one copy.
  expect((await explore(() => chan().receive())).verdict).toBe('deadlock');
});

test('no module of the bundle forgot where it was written', () => {
  const files = readdirSync(join(root, 'dist', 'chunks')).map((name) => readFileSync(join(root, 'dist', 'chunks', name), 'utf8'));
  const bare = files.flatMap((text) => [...text.matchAll(/new URL\([^()]*,import\.meta\.url\)/g)].map(([found]) => found));
  expect(bare).toEqual([]);
});
