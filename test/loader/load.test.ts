import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { explore } from '../../src/explore/index.ts';
import { load, LoadedProgram, LoadError, platformModules } from '../../src/loader/index.ts';
import { frames } from '../../src/runtime/sites.ts';

/** A folder with these files. */
async function folder(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'loader-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(root, name, '..'), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return root;
}

async function evaluate(program: LoadedProgram, globals: Record<string, unknown> = {}): Promise<Readonly<Record<string, unknown>>> {
  const modules = await platformModules(program);
  return program.evaluate({ modules: (name) => modules.get(name), globals });
}

test('each evaluation has module state of its own', async () => {
  const root = await folder({ 'a.ts': `import { next } from './b.ts'; export const value: number = next();`, 'b.ts': 'let n = 0; export const next = () => ++n;' });
  const program = await load(join(root, 'a.ts'), { root });
  expect((await evaluate(program))['value']).toBe(1);
  expect((await evaluate(program))['value']).toBe(1);
});

test('a program may await at its top level and sees the globals it is given', async () => {
  const root = await folder({ 'a.ts': 'export const now = await Promise.resolve(Date.now()); export const random = Math.random();' });
  const program = await load(join(root, 'a.ts'), { root });
  const exported = await evaluate(program, { Date: { now: () => 42 }, Math: { random: () => 0.5 } });
  expect(exported).toMatchObject({ now: 42, random: 0.5 });
});

test('the package is our own copy, whatever node_modules holds', async () => {
  const root = await folder({
    'a.ts': `import { chan, run } from 'concurrency-tutor'; export { run }; export const capacity = chan(3).capacity;`,
    'node_modules/concurrency-tutor/package.json': '{ "name": "concurrency-tutor", "main": "x.js" }',
    'node_modules/concurrency-tutor/x.js': 'throw new Error("the wrong copy")',
  });
  const program = await load(join(root, 'a.ts'), { root });
  expect(await evaluate(program)).toMatchObject({ capacity: 3, run: (await import('../../src/index.ts')).run });
});

test('import.meta names the file it is written in, after bundling too', async () => {
  const root = await folder({ 'a.ts': `export { here } from './inner/b.ts';`, 'inner/b.ts': 'export const here = [import.meta.url, import.meta.dirname, import.meta.filename];' });
  const { here } = await evaluate(await load(join(root, 'a.ts'), { root }));
  const file = join(root, 'inner', 'b.ts');
  expect(here).toEqual([pathToFileURL(file).href, join(root, 'inner'), file]);
});

test('a place in a stack leads to the line and column in the source', async () => {
  const root = await folder({ 'a.ts': 'interface Wide { a: number }\n\nexport function fail(): never {\n  throw new Error("here");\n}\n' });
  const program = await load(join(root, 'a.ts'), { root });
  const { fail } = await evaluate(program);
  let stack = '';
  try {
    (fail as () => never)();
  } catch (error) {
    stack = (error as Error).stack ?? '';
  }
  const [site] = frames(stack).flatMap((frame) => program.site(frame) ?? []);
  expect(site).toEqual({ file: 'a.ts', line: 4, column: 9 });
  expect(program.sourceLine('a.ts', 4)).toBe('  throw new Error("here");');
});

test('a redirection leads an import elsewhere', async () => {
  const root = await folder({ 'suite/s.ts': `export { who } from '../starter/x.ts';`, 'starter/x.ts': `export const who = 'starter';`, 'mine/x.ts': `export const who = 'learner';` });
  const program = await load(join(root, 'suite/s.ts'), { root, redirect: (path) => path.startsWith(join(root, 'starter')) ? path.replace('starter', 'mine') : undefined });
  expect(await evaluate(program)).toEqual({ who: 'learner' });
});

test('a program travels to another process as data', async () => {
  const root = await folder({ 'a.ts': 'export const x = 1;' });
  const program = await load(join(root, 'a.ts'), { root });
  const arrived = LoadedProgram.from(JSON.parse(JSON.stringify(program)) as ReturnType<LoadedProgram['toJSON']>);
  expect(arrived.digest).toBe(program.digest);
  expect(await evaluate(arrived)).toEqual({ x: 1 });
});

test.each([
  ['a syntax error', 'const = 1;', { line: 1, column: 7 }],
  ['an import that leads nowhere', `\nimport x from './nowhere.ts'; x();`, { line: 2, column: 15 }],
  ['a package that is not there', `import x from 'no-such-package'; x();`, { line: 1, column: 15 }],
])('%s is a problem at its place', async (_name, source, place) => {
  const root = await folder({ 'a.ts': source });
  const error = await load(join(root, 'a.ts'), { root }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LoadError);
  expect((error as LoadError).problems[0]?.site).toEqual({ file: 'a.ts', ...place });
});

test('a text that speaks of import.meta stays as it is', async () => {
  const source = '#!/usr/bin/env node\r\n// import.meta.url in a comment\r\nexport const text = "import.meta.url"; export const dir = import.meta.dirname;\r\nexport const whole = Object.keys(import.meta).sort();\r\nexport function fail() { throw new Error("x"); }\r\n';
  const root = await folder({ 'a.ts': source });
  const program = await load(join(root, 'a.ts'), { root });
  const { text, dir, whole, fail } = await evaluate(program);
  expect({ text, dir, whole }).toEqual({ text: 'import.meta.url', dir: root, whole: ['dirname', 'filename', 'url'] });
  expect(siteOfThrow(program, fail)).toEqual({ file: 'a.ts', line: 5, column: 32 });
});

test('a program in a folder with spaces, brackets and letters of any language has its places', async () => {
  const root = await folder({ 'mein ordner (1)/über.ts': '\uFEFFexport function fail() { throw new Error("x"); }' });
  const program = await load(join(root, 'mein ordner (1)/über.ts'), { root });
  const { fail } = await evaluate(program);
  expect(siteOfThrow(program, fail)).toEqual({ file: 'mein ordner (1)/über.ts', line: 1, column: 32 });
  expect(program.sourceLine('mein ordner (1)/über.ts', 1)).toContain('export function fail');
});

test('frames are read whatever folder they name', () => {
  expect(frames('Error: at x:1:2\n at f (/a b (copy)/c.ts:3:4)\n at async /a b/c.ts:5:6\n at async Promise.all (index 0)\n at new X (file:///c%20d.ts:7:8)')).toEqual([
    { file: '/a b (copy)/c.ts', line: 3, column: 4 }, { file: '/a b/c.ts', line: 5, column: 6 }, { file: 'file:///c%20d.ts', line: 7, column: 8 },
  ]);
});

test('what a program calls by the names of globals is its own', async () => {
  const root = await folder({
    'a.ts': `import { setTimeout } from 'node:timers/promises'; import { here } from './b.ts';
      const process = 1; let console = 2; class Date {} function Math() { return 3; } const __import = 4; const __exports = 5;
      export const own = [process, console, new Date().constructor === Date, Math(), __import, __exports, typeof setTimeout, here];`,
    'b.ts': 'export const here = typeof process.pid;',
  });
  const program = await load(join(root, 'a.ts'), { root });
  const globals = { process, console, Date, Math, setTimeout };
  expect((await evaluate(program, globals))['own']).toEqual([1, 2, true, 3, 4, 5, 'function', 'number']);
});

test('the package and the modules of Node are imported in every form', async () => {
  const root = await folder({
    'a.ts': `import * as all from 'concurrency-tutor'; import ct, { chan, type Channel } from 'concurrency-tutor'; export * from 'concurrency-tutor';
      import fs, { existsSync } from 'node:fs'; import data from './data.json' with { type: 'json' }; import old from './old.cjs';
      const ch: Channel<number> = chan(1);
      enum Colour { Red = 'red' }
      export const seen = [all.chan === chan, ct.chan === chan, fs.existsSync === existsSync, data.n, typeof (await import('node:path')).join, old, Colour.Red, ch.capacity];`,
    'data.json': '{ "n": 7 }',
    'old.cjs': `const Emitter = require('events'); class Mine extends Emitter {} module.exports = typeof new Mine().on;`,
  });
  const exported = await evaluate(await load(join(root, 'a.ts'), { root }));
  expect(exported['seen']).toEqual([true, true, true, 7, 'function', 'function', 'red', 1]);
  expect(exported['sync']).toBeDefined();
});

test('goroutines keep the names of their functions where two of one name meet in a bundle', async () => {
  const root = await folder({
    'a.ts': `import { go, time, sync } from 'concurrency-tutor'; import { start } from './b.ts';
      async function worker() { await new sync.Mutex().lock(); for (;;) await time.sleep(1e9); }
      async function worker2() { for (;;) await time.sleep(1e9); }
      export default async function main() { go(worker); go(worker2); start(); go(async function sync() { for (;;) await time.sleep(1e9); }); await time.sleep(1); }`,
    'b.ts': `import { go, time } from 'concurrency-tutor';
      async function worker() { for (;;) await time.sleep(1e9); }
      export const start = () => go(worker);`,
  });
  const { findings: [finding] } = await explore({ module: pathToFileURL(join(root, 'a.ts')) });
  expect(finding?.goroutines.map(({ name }) => name)).toEqual(['worker', 'worker2', 'worker', 'sync']);
});

function siteOfThrow(program: LoadedProgram, fail: unknown): unknown {
  try {
    (fail as () => void)();
  } catch (error) {
    return frames((error as Error).stack ?? '').flatMap((frame) => program.site(frame) ?? [])[0];
  }
  return undefined;
}

test('a program may use the package for WebSockets that comes with us, but no package that nobody has', async () => {
  const root = await folder({ 'a.ts': `import { WebSocketServer } from 'ws'; export const value = typeof WebSocketServer;`, 'b.ts': `import 'no-such-package';` });
  expect((await evaluate(await load(join(root, 'a.ts'), { root })))['value']).toBe('function');
  await expect(load(join(root, 'b.ts'), { root })).rejects.toThrow(LoadError);
});
