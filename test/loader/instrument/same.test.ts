import { globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exploreProgram } from '../../../src/explore/index.ts';
import { isOwnFile, load } from '../../../src/loader/index.ts';
import { nasty } from './nasty.ts';

const FULL = process.env['FULL'] === '1';
const root = resolve(import.meta.dirname, '..', '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'same-'));

/** What a program does under a few schedules, told of or not; races are not looked for, so that nothing else is said. */
async function doings(file: string, how: { readonly root: string; readonly tells: boolean }): Promise<string> {
  const program = await load(file, { root: how.root, ...(how.tells ? { tells: isOwnFile } : {}) });
  expect(program.tellsAccesses).toBe(how.tells);
  const { outcomes } = await exploreProgram(program, { schedules: 4, races: false, shrink: false, maxSteps: 2_000 });
  return JSON.stringify(outcomes.map(({ verdict, output, errors, count, replay, findings }) => ({ verdict, output, errors, count, replay, said: findings.map(({ message }) => message) })), undefined, 1);
}

test.for(Object.entries(nasty))('%s', async ([name, source]) => {
  const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.ts`);
  writeFileSync(file, source);
  const plain = await doings(file, { root: folder, tells: false });
  expect(await doings(file, { root: folder, tells: true })).toBe(plain);
  // Each prints something, or the comparison would say little.
  expect(plain).toMatch(/"output": "[^"]/);
});

const programs = globSync('lessons/**/*.ts', { cwd: root }).sort().filter((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  return /^\/\/ expect: (?:output|differs|panic|deadlock|leak|unfinished)/.test(text) && !text.includes('run: native') && !text.includes('type-error');
});

test.for(programs.filter((_, index) => FULL || index % 16 === 0))('%s does the same', { timeout: 60_000 }, async (file) => {
  const plain = await doings(join(root, file), { root, tells: false });
  expect(await doings(join(root, file), { root, tells: true })).toBe(plain);
});
