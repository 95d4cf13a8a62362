import { mkdir, rm } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { checkDocumentSchema, type CheckDocument } from '../../src/report/index.ts';
import { ensureBuilt } from '../support/built.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { smallCourse, tutor, type Ended } from '../support/tutor.ts';
import { newWorkspace } from '../support/workspace.ts';

beforeAll(ensureBuilt, 120_000);

function documentOf({ stdout }: Ended): CheckDocument {
  const document: unknown = JSON.parse(stdout);
  expect(checkDocumentSchema.parse(document)).toEqual(document);
  return document as CheckDocument;
}

test('a starter fails: exit code 1, what the program did, and how to go on', async () => {
  await using workspace = await newWorkspace();
  const { code, stdout, stderr } = await workspace.tutor(['check', '1', '--seed', '5']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toMatch(/^exercise-1, Adder\n/);
  expect(stdout).toMatch(/\n\n✗ failed {2}exercise-1, Adder: 0 of 2 points\n/);
  expect(stdout).toContain('The sum of 1, 2, 3, 4 came out as 0.\n      expected  The sum is 10.\n');
  expect(stdout).toContain('concurrency-tutor check exercise-1 --seed 5');
  expect(stdout).not.toContain('\u001B');
  expect((await workspace.state())).toMatchObject({ current: 'exercise-1', exercises: { 'exercise-1': { state: 'started', attempts: 1, bestScore: 0 } } });
});

test('a solution passes: exit code 0, and it is remembered', async () => {
  await using workspace = await newWorkspace();
  await workspace.solve('exercise-1-adder', '01-adder/loop');
  const { code, stdout } = await workspace.tutor(['check', 'adder']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/\n\n✓ passed {2}exercise-1, Adder: 2 of 2 points\n/);
  expect(await workspace.state()).toMatchObject({ exercises: { 'exercise-1': { state: 'passed', attempts: 1, bestScore: 2, passedAt: expect.any(String) } } });
  expect((await workspace.tutor(['list'])).stdout).toContain('→ ✓ passed   1  Adder');
});

test('--json is one document: a deadlock with its goroutines in the learner\'s own file', async () => {
  await using workspace = await newWorkspace();
  const result = await workspace.tutor(['check', '2', '--json', '--schedules', '3']);
  expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 1, stderr: '' });
  const { judgements, exitCode, problems } = documentOf(result);
  expect({ exitCode, problems }).toEqual({ exitCode: 1, problems: [] });
  expect(judgements).toHaveLength(1);
  const verdict = judgements[0]?.verdict;
  if (verdict?.kind !== 'fail') throw new Error(result.stdout);
  expect(verdict.checks.map(({ id, status }) => [id, status])).toContainEqual(['keeps-order', 'skipped']);
  expect(verdict.checks.find(({ id }) => id === 'echoes')?.cause).toMatchObject({ kind: 'finding', finding: { kind: 'deadlock' } });
});

test('the current exercise is the one last checked, else the one whose folder this is, else the first unfinished', async () => {
  await using workspace = await newWorkspace();
  const checked = async (options = {}) => (await workspace.tutor(['check', '--schedules', '1'], options)).stdout.split(',')[0];
  expect(await checked()).toBe('exercise-1');
  await workspace.tutor(['check', '2', '--schedules', '1']);
  expect(await checked()).toBe('exercise-2');
  await workspace.write('.concurrency-tutor/state.json', '{"schema":"concurrency-tutor/state/v1","lessons":{},"exercises":{}}');
  expect(await checked({ cwd: `${workspace.path}/exercises/project-1-relay/lib` })).toBe('project-1');
  await workspace.write('.concurrency-tutor/state.json', JSON.stringify({
    schema: 'concurrency-tutor/state/v1', lessons: {}, exercises: { 'exercise-1': { state: 'passed', attempts: 1, bestScore: 2, hints: 0 } },
  }));
  expect(await checked()).toBe('exercise-2');
});

test.for([
  ['1', 'exercise-1'], ['exercise-1', 'exercise-1'], ['adder', 'exercise-1'], ['ad', 'exercise-1'], ['exercise-1-adder', 'exercise-1'],
  ['exercises/exercise-1-adder', 'exercise-1'], ['./exercises/exercise-1-adder/adder.ts', 'exercise-1'], ['project-1', 'project-1'], ['rel', 'project-1'],
] as const)('hint %s means %s', async ([name, id]) => {
  await using workspace = await newWorkspace();
  expect(await workspace.tutor(['hint', name])).toMatchObject({ code: 0, stdout: expect.stringContaining(`for ${id},`) });
});

test.for([
  [['check', 'adr'], 'There is no exercise “adr”.\nDid you mean adder?'],
  [['check', 'ex'], '“ex” could be adder (exercise-1) or echo (exercise-2).'],
  [['check', '99'], 'There is no exercise “99”.'],
  [['check', './src'], 'The path ./src does not lead into an exercise'],
  [['check', '..'], 'The path .. does not lead into an exercise'],
  [['check', '1', '--all'], 'Give exercises or --all, not both.'],
  [['check', '--seed', 'x'], 'It must be a whole number from 0 up, or 64 hex digits.'],
  [['check', '--seed', '-1'], 'whole number'],
  [['check', '--schedules', '0'], 'It must be a whole number from 1 up.'],
  [['check', '1', '--schedules', '1', '--junit', 'no/where.xml'], 'The report junit cannot be written to'],
  [['hint', '1', '--level', '4'], 'It must be 1, 2 or 3.'],
  [['hint', 'adr'], 'Did you mean adder?'],
] as const)('%j is wrong usage: exit code 2', async ([args, message]) => {
  await using workspace = await newWorkspace();
  const { code, stderr } = await workspace.tutor(args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test('outside a workspace there is nothing to check: exit code 3, in JSON too', async () => {
  await using folder = await temporaryFolder();
  expect(await tutor(['check', '1'], { cwd: folder.path })).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('Run `concurrency-tutor init my-course` to make one') });
  const { code, stdout, stderr } = await tutor(['check', '--json'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ schema: 'concurrency-tutor/error/v1', code: 'no-workspace' });
});

test('--all checks everything, sums up, and writes one report; the worst code wins', async () => {
  await using workspace = await newWorkspace();
  await workspace.solve('exercise-1-adder', '01-adder/loop');
  await rm(`${workspace.path}/exercises/exercise-2-echo`, { recursive: true });
  const { code, stdout } = await workspace.tutor(['check', '--all', '--schedules', '2', '--junit', 'report.xml']);
  expect(stdout).toContain('✓ passed  exercise-1, Adder');
  expect(stdout).toContain('exercise-2 has no folder exercises/exercise-2-echo in this workspace.\nRun `concurrency-tutor init --add-missing`');
  expect(stdout).toContain('✗ failed  project-1, Relay');
  expect(stdout).toContain('3 exercises: 1 passed, 1 failed, 1 could not be checked.');
  expect(code).toBe(3);
  const report = await workspace.read('report.xml');
  expect(report).toContain('<testsuite name="exercise-1 Adder"');
  expect(report).toContain('<testsuite name="exercise-2"');
  expect(await workspace.state()).not.toHaveProperty('current');
});

test('broken work is a failure with a reason, never our fault', async () => {
  await using workspace = await newWorkspace();
  const causeOf = async () => {
    const result = await workspace.tutor(['check', '1', '--json', '--schedules', '2']);
    expect(result.code, result.stdout).toBe(1);
    const verdict = documentOf(result).judgements[0]?.verdict;
    return verdict?.kind === 'fail' ? verdict.checks.find(({ status }) => status === 'fail')?.cause?.kind : verdict?.kind;
  };
  const file = 'exercises/exercise-1-adder/adder.ts';
  await workspace.write(file, 'export async function sum( {');
  expect(await causeOf()).toBe('syntax-error');
  await workspace.write(file, 'export const other = 1;\n');
  expect(await causeOf()).toBe('missing-export');
  await workspace.write(file, 'throw new Error("at once");\nexport async function sum(): Promise<number> { return 0; }\n');
  expect(await causeOf()).toBe('load-error');
  await workspace.write(file, 'export async function sum(): Promise<number> { process.exit(0); }\n');
  // The explorer calls this a finding, the judge an exit; both are the learner's.
  expect(['exited', 'finding']).toContain(await causeOf());
  await rm(`${workspace.path}/${file}`);
  expect(await causeOf()).toBe('missing-file');
});

test('the judge\'s own failure is exit code 4 and no attempt', async () => {
  await using workspace = await newWorkspace();
  await using folder = await temporaryFolder();
  const course = `${folder.path}/course`;
  const { cp } = await import('node:fs/promises');
  await cp(smallCourse, course, { recursive: true });
  // A suite whose test file is there for the loader and broken for the judge.
  await folder.write('course/exercises/01-adder/suite/adder.test.ts', "import { test } from 'vitest';\ntest('adds', (\n");
  const { code, stdout } = await workspace.tutor(['check', '1'], { env: { CONCURRENCY_TUTOR_COURSE: course } });
  expect(code).toBe(4);
  expect(stdout).toContain('This is a fault of concurrency-tutor, not of your work.');
  expect((await workspace.state()).exercises).toEqual({});
});

test('check uses its own copy of the runtime, whatever is in node_modules', async () => {
  await using workspace = await newWorkspace();
  await workspace.solve('exercise-1-adder', '01-adder/loop');
  await workspace.write('node_modules/concurrency-tutor/package.json', '{"name":"concurrency-tutor","version":"0.0.1","type":"module","main":"index.js"}');
  await workspace.write('node_modules/concurrency-tutor/index.js', 'throw new Error("the wrong copy");');
  expect(await workspace.tutor(['check', '1'])).toMatchObject({ code: 0 });
});

test('a verdict comes out although progress cannot be saved', async () => {
  await using workspace = await newWorkspace();
  await workspace.solve('exercise-1-adder', '01-adder/loop');
  // Where the lock belongs, something else is.
  await workspace.write('.concurrency-tutor/state.json.bak/blocked', '');
  await mkdir(`${workspace.path}/.concurrency-tutor/state.json.bak`, { recursive: true });
  const { code, stdout, stderr } = await workspace.tutor(['check', '1']);
  expect(code).toBe(0);
  expect(stdout).toContain('✓ passed');
  expect(stderr).toContain('Your progress cannot be saved');
});

test.for([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s stops a check: exit code %i, no attempt, one JSON document', async ([kill, exitCode]) => {
  await using workspace = await newWorkspace();
  await workspace.write('exercises/exercise-1-adder/adder.ts', 'export async function sum(): Promise<number> {\n  for (;;) { /* never awaits */ }\n}\n');
  const result = await workspace.tutor(['check', '1', '2', '--json'], { onStart: (child) => setTimeout(() => child.kill(kill), 2500) });
  expect({ code: result.code, signal: result.signal }).toEqual({ code: exitCode, signal: null });
  expect(documentOf(result)).toMatchObject({ interrupted: true, exitCode, judgements: [] });
  expect((await workspace.state()).exercises).toEqual({});
});

test('each check is told as soon as it is decided, long before the verdict', async () => {
  await using workspace = await newWorkspace();
  await workspace.write('exercises/exercise-1-adder/adder.ts', 'export async function sum(): Promise<number> {\n  for (;;) { /* never awaits */ }\n}\n');
  const { code, stdout } = await workspace.tutor(['check', '1'], {
    onStart: (child) => child.stdout?.on('data', (text: Buffer) => { if (text.includes('The files are there')) child.kill('SIGINT'); }),
  });
  expect(code).toBe(130);
  expect(stdout).toContain('✓ pass     The files are there');
  expect(stdout).not.toContain('points');
});
