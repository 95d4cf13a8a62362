import { expect, test } from 'vitest';
import type { Exercise } from '../../src/course/model.ts';
import { JudgeError } from '../../src/errors.ts';
import { noStage } from '../../src/judge/suite-api.ts';
import { loadSuite, suiteHash, type Suite } from '../../src/judge/suite.ts';
import { fixture, workspace } from './workshop.ts';

/** An exercise with the checks `one` and `two` whose suite folder holds these files. */
async function exerciseWith(files: Readonly<Record<string, string>>): Promise<Exercise> {
  const folder = await workspace({ 'starter/work.ts': 'export const work = 1;\n', ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`suite/${name}`, text])) });
  return { ...fixture('none', { files: ['work.ts'], exports: ['work'], checks: [{ id: 'one' }, { id: 'two' }] }), folder };
}

async function suiteOf(files: Readonly<Record<string, string>>): Promise<Suite> {
  return loadSuite(await exerciseWith(files), noStage);
}

async function fault(files: Readonly<Record<string, string>>): Promise<string> {
  const error: unknown = await suiteOf(files).then(() => undefined, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(JudgeError);
  return (error as JudgeError).message;
}

const header = 'import { test, it, describe, expect } from "vitest";\n';

test('tests are collected by their names, from several files, also inside describe', async () => {
  const { tests } = await suiteOf({ 'scenarios.ts': '', 'a.test.ts': `${header}describe("group", () => { test("one", () => expect(1).toBe(1)); });`, 'b.test.ts': `${header}it("two", async () => {}, 5000);` });
  expect([...tests.keys()]).toEqual(['one', 'two']);
});

test('a suite may have helper files, and types from the scenarios', async () => {
  const { tests } = await suiteOf({
    'order.ts': 'export const names = ["one", "two"];',
    'scenarios.ts': 'throw new Error("must not run here");',
    'a.test.ts': `${header}import { names } from "./order.ts";\nimport type * as scenarios from "./scenarios.ts";\nfor (const name of names) test(name, () => {});\nexport type S = typeof scenarios;`,
  });
  expect(tests.size).toBe(2);
});

test.each([
  ['another API of vitest', 'import { vi } from "vitest";\nvi.useFakeTimers();', '`vi`'],
  ['a hook', 'import { beforeEach } from "vitest";\nbeforeEach(() => {});', '`beforeEach`'],
  ['a modifier', `${header}test.skip("one", () => {});`, '`test.skip`'],
  ['the context of a test', `${header}test("one", (context) => { void context; });`, 'the context of a test'],
  ['a foreign package', 'import "chalk";', 'chalk'],
  ['a value of the scenarios', 'import { call } from "./scenarios.ts";\ncall();', 'no values'],
  ['a value of the starter', 'import { work } from "../starter/work.ts";\nconsole.log(work);', 'no values'],
  ['a syntax error', 'const = 1;', 'cannot be bundled'],
  ['a throw at top level', 'throw new Error("oops");', 'failed while it was loaded'],
  ['two tests of one name', `${header}test("one", () => {});\ntest("one", () => {});`, 'two tests called "one"'],
  ['a test that is no check', `${header}for (const name of ["one", "two", "three"]) test(name, () => {});`, '"three"'],
  ['a check without a test', `${header}test("one", () => {});`, '"two"'],
])('a suite with %s is refused', async (_what, source, words) => {
  expect(await fault({ 'scenarios.ts': 'export async function call() { return 1; }', 'a.test.ts': source })).toContain(words);
});

test('the scenarios are known by name, without being run', async () => {
  const { scenarios } = await suiteOf({
    'scenarios.ts': 'export async function call() {}\nexport const other = async () => {};\nexport interface Input { n: number }\nthrow new Error("must not run here");',
    'a.test.ts': `${header}for (const name of ["one", "two"]) test(name, () => {});`,
  });
  expect([...scenarios].sort((a, b) => a.localeCompare(b))).toEqual(['call', 'other']);
});

test('an exercise without a suite is refused', async () => {
  expect(await fault({ 'scenarios.ts': '' })).toContain('no file suite/*.test.ts');
});

test('the hash depends on every file of the suite, by name and content', async () => {
  const hashes = await Promise.all([{ 'a.test.ts': 'x' }, { 'a.test.ts': 'y' }, { 'b.test.ts': 'x' }, { 'a.test.ts': 'x', 'scenarios.ts': '' }].map(async (files) => suiteHash(await exerciseWith(files))));
  expect(new Set(hashes).size).toBe(4);
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(await suiteHash(await exerciseWith({ 'a.test.ts': 'x' }))).toBe(hashes[0]);
});
