import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { gradebookSchema, type Gradebook } from '../../src/report/index.ts';
import { newClass, type TestClass } from '../classroom/class.ts';
import { ensureBuilt } from '../support/built.ts';

beforeAll(ensureBuilt, 120_000);
vi.setConfig({ testTimeout: 120_000 });

async function bookOf(group: TestClass, out = 'grades'): Promise<Gradebook> {
  return gradebookSchema.parse(JSON.parse(await group.read(`${out}/gradebook.json`)));
}

const states = ({ students }: Gradebook): readonly unknown[] => students.map(({ student, results: [result] }) => [student, result?.state, result?.final]);

test('a class is judged: a gradebook in three forms, a log for each student, exit code 0 whatever the verdicts', async () => {
  await using group = await newClass({ ada: 'solution', ben: 'starter', cem: 'export const = 1;', dia: '' });
  const { code, stdout, stderr } = await group.grade(['class', '--exercise', 'adder', '--jobs', '2']);
  expect(code).toBe(0);
  expect(stdout).toContain('exercise-1: 4 submissions, 1 passed, 2 failed, 1 handed nothing in; median 0 of\n2.');
  expect(stderr).toMatch(/^3 submissions to judge\.\n1\/3 .*\n2\/3 .*\n3\/3 .*\n$/);
  expect(states(await bookOf(group))).toEqual([['ada', 'pass', 2], ['ben', 'fail', 0], ['cem', 'fail', 0], ['dia', 'missing', 0]]);
  expect(await group.read('grades/gradebook.csv')).toMatch(/\r\nben,0,2,0,fail,0,/);
  expect(await group.read('grades/gradebook.html')).toContain('<!doctype html>');
  expect(await group.read('grades/logs/ben.txt')).toContain('The sum of 1, 2, 3, 4 came out as 0.');
  expect(await readdir(join(group.path, 'class/ben'))).toEqual(['exercise-1-adder']);
});

test('the same command again judges what has changed, and says what became different', async () => {
  await using group = await newClass({ ada: 'solution', ben: 'starter' });
  await group.grade(['class', '-e', '1']);
  const idle = await group.grade(['class', '-e', '1']);
  expect([idle.code, idle.stderr]).toEqual([0, '0 submissions to judge, 2 unchanged.\n']);
  await group.handIn('ben', 'solution');
  const again = await group.grade(['class', '-e', '1']);
  expect(again.stderr).toBe('1 submission to judge, 1 unchanged.\n1/1 ben exercise-1: passed, 2 of 2 points\n');
  expect(again.stdout).toContain('  ben, exercise-1: 0 → 2 (adds: fail → pass)');
});

test('after Ctrl-C what was decided is kept, no process is left, and the same command goes on', async () => {
  const slow = 'export async function sum(numbers) { for (;;) { for (let i = 0; i < 1e9; i++) {} } }';
  await using group = await newClass({ ada: 'solution', ben: slow, cem: 'solution' });
  const interrupted = await group.grade(['class', '-e', '1', '--jobs', '1'], {
    onStart: (child) => child.stderr?.on('data', (text: Buffer) => { if (text.toString().includes('1/3 ada')) setTimeout(() => child.kill('SIGINT'), 300); }),
  });
  expect([interrupted.code, interrupted.stderr]).toEqual([130, expect.stringContaining('Interrupted. What was decided is kept; the same command goes on from there.')]);
  expect(await processesIn(group.path)).toEqual([]);
  await group.handIn('ben', 'starter');
  const rest = await group.grade(['class', '-e', '1']);
  expect([rest.code, rest.stderr.split('\n')[0]]).toEqual([0, '2 submissions to judge, 1 unchanged.']);
  expect(states(await bookOf(group))).toEqual([['ada', 'pass', 2], ['ben', 'fail', 0], ['cem', 'pass', 2]]);
});

/** Command lines of processes that have this folder in their environment, as everything has that `grade` started. */
async function processesIn(folder: string): Promise<string[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const own = await Promise.all(ids.map(async (id) => {
    const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '');
    return environment.split('\0').includes(`HOME=${folder}`) ? [await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')] : [];
  }));
  return own.flat();
}

test('--explain tells what a check found, and judges it again with the same seed', async () => {
  await using group = await newClass({ ada: 'solution', ben: 'starter' });
  await group.grade(['class', '-e', '1']);
  const { code, stdout } = await group.grade(['--explain', 'ben', 'adds', '--replay']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ben, exercise-1, adds: fail, 0 of 2 points\. The sum of all numbers is returned\.\n\nThe sum of 1, 2, 3, 4 came out as 0\.\n/);
  expect(stdout).toMatch(/Replay token: ct\d-\S+\n\nSee it again:\n {2}concurrency-tutor grade --explain ben exercise-1\/adds --replay/);
  expect(stdout).toContain('Judged again: the same, from the first word to the replay token.');
  expect(await group.grade(['--explain', 'ben', 'nothing'])).toMatchObject({ code: 2, stderr: expect.stringContaining('There are exercise-1/loads, exercise-1/types, exercise-1/adds.') });
  expect(await group.grade(['--explain', 'bob', 'adds'])).toMatchObject({ code: 2, stderr: expect.stringContaining('Write the name as the gradebook has it: ada, ben.') });
});

test('deadlines, overrides, a roster and no names, all at once; nobody\'s files are touched', async () => {
  await using group = await newClass({ ada: 'solution', ben: 'starter' });
  await group.write('list.csv', 'student,folder,submitted\nada,class/ada,2026-11-21T00:00:00Z\nben,class/ben,2026-11-19T00:00:00Z\n');
  await group.write('policy.yaml', 'deadlines: { exercise-1: 2026-11-20T12:00:00Z }\nlate: { each: 1 day, takes: 25% }\n');
  await group.write('overrides.yaml', '- { student: ben, exercise: exercise-1, score: 1, reason: "=1+1 shown in person" }\n');
  await group.write('roster.csv', 'Student,ID,SIS Login ID,Section\n"Lovelace, Ada",7,ada,S1\n"Babbage, Ben",8,ben,S1\n"Curie, Cem",9,cem,S1\n');
  await group.write('mapping.yaml', 'format: canvas\nstudent: SIS Login ID\nname: Student\ncolumns: { exercise-1: "Adder (42)" }\n');
  const { code, stderr } = await group.grade(['list.csv', '-e', '1', '--policy', 'policy.yaml', '--overrides', 'overrides.yaml', '--roster', 'roster.csv', '--mapping', 'mapping.yaml', '--anonymous']);
  expect([code, stderr]).toEqual([0, expect.not.stringMatching(/\b(ada|ben)\b/)]);
  const csv = await group.read('grades/gradebook.csv');
  for (const file of ['gradebook.csv', 'gradebook.html', 'gradebook.json']) expect(await group.read(`grades/${file}`)).not.toMatch(/\b(ada|ben|Lovelace|Babbage)\b/);
  expect((await readdir(join(group.path, 'grades/logs'))).sort()).toEqual(['student-001.txt', 'student-002.txt']);
  expect(csv).toContain(",1.5,2,1.5,pass,2,720,0.5,,,");
  expect(csv).toContain(",1,2,1,fail,0,0,0,1,'=1+1 shown in person,");
  expect(await group.read('grades/canvas.csv')).toBe('Student,ID,SIS Login ID,Section,Adder (42)\r\n    Points Possible,,,,2\r\n"Lovelace, Ada",7,ada,S1,1.5\r\n"Babbage, Ben",8,ben,S1,1\r\n"Curie, Cem",9,cem,S1,\r\n');
});

test('a folder that grade has not made is not written to', async () => {
  await using group = await newClass({ ada: 'solution' });
  await group.write('mine/notes.txt', 'mine');
  const { code, stderr } = await group.grade(['class', '-e', '1', '--out', 'mine']);
  expect(code).toBe(3);
  expect(stderr).toContain('mine is not a folder that grade has made. Nothing was written.\nGive --out a new folder.');
  expect(await readdir(join(group.path, 'mine'))).toEqual(['notes.txt']);
});

test('exit codes: 0 for verdicts, 1 with --fail-on-any, 4 without a verdict, 0 with --exit-zero', async () => {
  await using group = await newClass({ ada: 'starter' });
  expect((await group.grade(['class', '-e', '1', '--fail-on-any'])).code).toBe(1);
  // A private suite that cannot be loaded is our side's fault.
  await group.write('suites/01-adder/suite/adder.test.ts', 'throw new Error("broken");');
  await group.write('suites/01-adder/suite/scenarios.ts', 'export {};');
  const broken = await group.grade(['class', '-e', '1', '--suites', 'suites']);
  expect([broken.code, broken.stdout]).toEqual([4, expect.stringContaining('1 without verdict')]);
  expect((await group.grade(['class', '-e', '1', '--suites', 'suites', '--exit-zero'])).code).toBe(0);
});

test('a private suite brings its own checks, and its verdicts replace those of the course\'s suite', async () => {
  await using group = await newClass({ ada: 'solution' });
  const own = new URL('../fixtures/cli-course/exercises/01-adder/', import.meta.url);
  const read = (path: string): Promise<string> => readFile(new URL(path, own), 'utf8');
  await group.grade(['class', '-e', '1']);
  await group.write('suites/01-adder/suite/scenarios.ts', await read('suite/scenarios.ts'));
  await group.write('suites/01-adder/suite/adder.test.ts', (await read('suite/adder.test.ts')).replace("test('adds'", "test('secret'").replace('[1, 2, 3, 4]', '[9, 1]').replace('=== 10', '=== 99'));
  await group.write('suites/01-adder/exercise.yaml', (await read('exercise.yaml')).replace('id: adds', 'id: secret').replace('points: 2', 'points: 5'));
  await group.write('class/ada/exercise-2-echo/echo.ts', '');
  const { code, stdout } = await group.grade(['class', '--suites', 'suites']);
  expect(code).toBe(0);
  expect(stdout).toContain('  ada, exercise-1: 2 → 0 (');
  expect((await bookOf(group)).students[0]?.results[0]).toMatchObject({ computed: 0, max: 5, checks: [{ id: 'loads' }, { id: 'types' }, { id: 'secret', status: 'fail' }] });
});

test('without a sandbox or leave to do without one, nothing is judged', async () => {
  await using group = await newClass({ ada: 'solution' });
  const { tutor } = await import('../support/tutor.ts');
  const { code, stderr } = await tutor(['grade', 'class', '-e', '1'], { cwd: group.path, env: { PATH: join(process.execPath, '..') } });
  expect([code, stderr]).toEqual([2, expect.stringContaining('--allow-weak-isolation')]);
  expect(await readdir(group.path)).toEqual(['class']);
});

test.for([
  [[], 'Nothing is named to grade.'],
  [['class', '-e', 'nothing'], 'There is no exercise “nothing”.'],
  [['nowhere'], 'There is no folder or list nowhere.'],
  [['class', '--roster', 'r.csv'], '--roster and --mapping go together.'],
  [['class', '--policy', 'p.yaml'], 'p.yaml cannot be read'],
  [['class', '--similarity', '2'], 'It must be a number from 0 to 1.'],
  [['class', '--queue', 'http://x'], '"http://x" is not the address of a Redis.'],
  [['class', '--fail-on-any', '--exit-zero'], 'contradict each other'],
  [['--explain', 'ada'], 'It is not clear which check to explain.'],
  [['class', '--replay'], '--replay goes with --explain.'],
] as const)('%j is refused with a sentence and exit code 2', async ([args, message]) => {
  await using group = await newClass({ ada: 'solution' });
  const { code, stderr } = await group.grade(args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});

test('two runs do not work in one folder at the same time, and a damaged record is judged again', async () => {
  await using group = await newClass({ ada: 'solution' });
  await group.grade(['class', '-e', '1']);
  await writeFile(join(group.path, 'grades/records/ada/exercise-1.json'), '{"half');
  const [one, other] = await Promise.all([group.grade(['class', '-e', '1']), group.grade(['class', '-e', '1'])]);
  expect([[0, 0], [0, 3], [3, 0]]).toContainEqual([one.code, other.code]);
  if (one.code === 3 || other.code === 3) expect(one.stderr + other.stderr).toContain('Another grade is at work in');
  expect(states(await bookOf(group))).toEqual([['ada', 'pass', 2]]);
});
