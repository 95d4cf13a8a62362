import { expect, test } from 'vitest';
import { realpath } from 'node:fs/promises';
import { ownProcess } from '../../src/judge/isolation/own-process.ts';
import { typeProblems, type TypeProblem } from '../../src/judge/type-check.ts';
import { temporary, workspace } from './workshop.ts';

async function problemsOf(files: Readonly<Record<string, string>>, signal = new AbortController().signal): Promise<readonly TypeProblem[]> {
  const folder = await realpath(await workspace(files));
  return typeProblems({ folder, files: Object.keys(files), scratch: await temporary(), box: ownProcess, signal });
}

test('good files have no problems: the package, Node and other files are known', async () => {
  const problems = await problemsOf({
    'a.ts': 'import { chan, type Channel } from "concurrency-tutor";\nimport { readFile } from "node:fs/promises";\nimport { n } from "./b.ts";\nexport const c: Channel<number> = chan<number>(n);\nexport const r = readFile;\nconsole.log(process.pid);\n',
    'b.ts': 'export const n = 1;\n',
  });
  expect(problems).toEqual([]);
});

test('a wrong type is reported at its place, with its code', async () => {
  const problems = await problemsOf({ 'a.ts': 'export const a = 1;\n', 'b.ts': '\nexport const n: number = "1";\n' });
  expect(problems).toEqual([{ site: { file: 'b.ts', line: 2, column: 14 }, code: 'TS2322', message: 'Type \'string\' is not assignable to type \'number\'.' }]);
});

test('the package\'s own types count: a string does not go into a channel of numbers', async () => {
  const [problem] = await problemsOf({ 'a.ts': 'import { chan } from "concurrency-tutor";\nexport async function f() { await chan<number>().send("x"); }\n' });
  expect(problem).toMatchObject({ code: 'TS2345', site: { file: 'a.ts', line: 2 } });
});

test('an aborted check rejects with the reason', async () => {
  await expect(problemsOf({ 'a.ts': 'export {};\n' }, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
});
