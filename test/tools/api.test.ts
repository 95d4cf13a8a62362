import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstSentence, parseDocComment } from '../../tools/api/doc-comment.ts';
import { withoutMeaning } from '../../tools/api/meaning.ts';
import { renderPage } from '../../tools/api/page.ts';

const repository = resolve(import.meta.dirname, '..', '..');
/** A busy machine may take its time over the compiler, in milliseconds. */
const PATIENCE = 120_000;
let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'api-test-'));
  for (const part of ['package.json', 'tsconfig.json', 'src', 'dist', 'tools', 'api', 'docs']) await cp(join(repository, part), join(copy, part), { recursive: true });
  await symlink(join(repository, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rm(copy, { recursive: true }));

/** Runs the command in the copy. */
async function api(mode: 'check' | 'write'): Promise<{ readonly code: number; readonly stderr: string }> {
  const tsx = join(repository, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  return promisify(execFile)(process.execPath, [tsx, join(copy, 'tools', 'api', 'main.ts'), mode], { cwd: copy })
    .then(({ stderr }) => ({ code: 0, stderr }), (error: unknown) => error as { code: number; stderr: string });
}

/** Changes a file of the copy. */
async function change(file: string, how: (text: string) => string): Promise<void> {
  const path = join(copy, file);
  const before = await readFile(path, 'utf8');
  expect(how(before)).not.toBe(before);
  await writeFile(path, how(before));
}

test('the check says all that is wrong and what to do; once it is mended, the files are made again', async () => {
  const gosched = await readFile(join(copy, 'dist', 'runtime', 'gosched.d.ts'), 'utf8');
  await change('dist/runtime/gosched.d.ts', (text) => text.replace(/\/\*\*.*?\*\//s, '').replace('gosched(): Promise<void>', 'gosched(): Promise<Hidden>').concat('\n/** Hidden. */\ninterface Hidden {}\n'));
  await writeFile(join(copy, 'docs', 'api', 'old.md'), '');
  const { code, stderr } = await api('check');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^src\/runtime\/gosched\.ts:\d+: Missing documentation for "gosched"/m);
  expect(stderr).toMatch(/^src\/runtime\/gosched\.ts:\d+: The symbol "Hidden" needs to be exported by the entry point index\.d\.ts/m);
  expect(stderr).toContain('api/index.api.md is out of date.\ndocs/api/language.md is out of date.\ndocs/api/old.md is no longer generated.\nRun `npm run api`, look at the diff, and commit it.');

  await writeFile(join(copy, 'dist', 'runtime', 'gosched.d.ts'), gosched.replace('gosched(): Promise<void>', 'gosched(times: number): Promise<void>'));
  expect(await api('write')).toEqual({ code: 0, stderr: '' });
  expect(await readFile(join(copy, 'api', 'index.api.md'), 'utf8')).toContain('export function gosched(times: number): Promise<void>;');
  expect(await readFile(join(copy, 'docs', 'api', 'language.md'), 'utf8')).toContain('function gosched(times: number): Promise<void>;');
  await expect(readFile(join(copy, 'docs', 'api', 'old.md'))).rejects.toThrow('ENOENT');
}, PATIENCE);

test('a comment is taken apart', () => {
  expect(parseDocComment('/**\n * Waits. Go: `x.Wait()`.\n *\n * @param n - how\n * often\n *\n * @returns whether it did\n *\n * @throws\n *\n * {Panic} `too late`\n */\n')).toEqual({
    text: 'Waits. Go: `x.Wait()`.',
    parameters: [{ name: 'n', text: 'how often' }],
    returns: 'whether it did',
    throws: ['`Panic`: `too late`'],
    go: '`x.Wait()`',
  });
});

test.each([
  ['Ends it. Go: `x`.', 'Ends it'],
  ['Reads `a. B` whole. Then more.', 'Reads `a. B` whole'],
  ['No full stop', 'No full stop'],
  ['A choice.\n- `a`: one\n- `b`: another', 'A choice'],
  ['One line\nand another.\n\nA paragraph.', 'One line and another'],
])('the first sentence of %j is %j', (text, sentence) => {
  expect(firstSentence(text)).toBe(sentence);
});

test('a comment that names the counterpart in Go and says nothing else is not enough', () => {
  const item = (name: string, docComment: string) => ({ kind: 'Method', name, docComment, text: `${name}(): void;`, parameters: [], members: [] });
  const members = [item('load', '/** Go: `m.Load(k)`. */'), item('store', '/** Keeps it. Go: `m.Store(k, v)`. */')];
  expect(withoutMeaning([{ ...item('Map', '/** A map. Go: `sync.Map`. */'), members }])).toEqual(['Map.load: the comment says only what it is called in Go.']);
});

test('headings that differ in case only are linked apart, as GitHub numbers them', () => {
  const item = (kind: string, name: string) => ({ kind, name, docComment: `/** A ${kind}. */`, text: `export declare ${kind.toLowerCase()} ${name}`, parameters: [], members: [] });
  const page = renderPage({ title: 'keys', importLine: 'import …', introduction: '', items: [item('Function', 'key'), item('Interface', 'Key')] });
  expect(page).toContain('[`key`](#key)');
  expect(page).toContain('[`Key`](#key-1)');
});

test('every link of the reference leads somewhere', async () => {
  const index = await readFile(join(repository, 'docs', 'api', 'README.md'), 'utf8');
  const pages = [...index.matchAll(/\]\((\w+\.md)\)/g)].map((match) => match[1] ?? '');
  expect(pages).toContain('language.md');
  for (const page of pages) {
    const text = await readFile(join(repository, 'docs', 'api', page), 'utf8');
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map((match) => (match[1] ?? '').toLowerCase().replaceAll(/[^\w\- ]/g, '').replaceAll(' ', '-'));
    const anchors = new Set(headings.map((heading, at) => { const before = headings.slice(0, at).filter((other) => other === heading).length; return before === 0 ? heading : `${heading}-${before}`; }));
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
  }
});
