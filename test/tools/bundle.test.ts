import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { faces, startedByAddress } from '../../tools/bundle/entries.ts';
import { ensureBuilt } from '../support/built.ts';

const root = resolve(import.meta.dirname, '..', '..');
const source = join(root, 'src');

beforeAll(ensureBuilt, 120_000);

test('what is started by its address is found, and is in the bundle', () => {
  const started = startedByAddress(source);
  expect(started).toEqual(expect.arrayContaining(['judge/child.ts', 'loader/thread-main.ts', 'authoring/program-child.ts', 'cli/run/explore-thread.ts']));
  for (const path of started) expect(readFileSync(join(root, 'dist', path.replace(/ts$/, 'js')), 'utf8'), path).toMatch(/from ?"[./]*\/chunks\//);
});

test('the faces of the package are entries of the bundle', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: Record<string, string | { default: string }> };
  const exported = Object.values(exports).map((one) => (typeof one === 'string' ? one : one.default)).filter((path) => path.startsWith('./dist/'));
  expect(exported.map((path) => path.replace(/^\.\/dist\/(.*)\.js$/, '$1.ts')).filter((path) => !faces.includes(path))).toEqual([]);
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
