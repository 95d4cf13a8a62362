import { beforeAll, expect, test } from 'vitest';
import { listDocumentSchema } from '../../src/report/index.ts';
import { ensureBuilt } from '../support/built.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tutor } from '../support/tutor.ts';
import { newWorkspace } from '../support/workspace.ts';

beforeAll(ensureBuilt, 120_000);

test('list shows lessons, exercises and projects with their state', async () => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await tutor(['list'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Lessons (0 of 2 read)\n    new      1  Goroutines (goroutines)');
  expect(stdout).toContain('Projects (0 of 1 passed)\n    new      1  Relay (relay)');
});

test('list --json is one document of the promised shape', async () => {
  await using folder = await temporaryFolder();
  await tutor(['lesson', '2'], { cwd: folder.path });
  const { code, stdout, stderr } = await tutor(['list', '--json'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const document = listDocumentSchema.parse(JSON.parse(stdout));
  expect(JSON.parse(stdout)).toEqual(document);
  expect(document).toEqual({
    schema: 'concurrency-tutor/list/v1',
    lessons: [
      { id: 'lesson-1', number: 1, slug: 'goroutines', title: 'Goroutines', state: 'new' },
      { id: 'lesson-2', number: 2, slug: 'channels', title: 'Channels', state: 'started' },
    ],
    exercises: [
      { id: 'exercise-1', number: 1, slug: 'adder', title: 'Adder', state: 'new' },
      { id: 'exercise-2', number: 2, slug: 'echo', title: 'Echo', state: 'new' },
    ],
    projects: [{ id: 'project-1', number: 1, slug: 'relay', title: 'Relay', state: 'new' }],
  });
});

test('progress is the workspace\'s inside it, and the user\'s outside', async () => {
  await using workspace = await newWorkspace();
  await using elsewhere = await temporaryFolder();
  const env = { CONCURRENCY_TUTOR_HOME: `${elsewhere.path}/home` };
  await tutor(['lesson', '1'], { cwd: elsewhere.path, env });
  expect((await tutor(['list'], { cwd: elsewhere.path, env })).stdout).toMatch(/started +1 {2}Goroutines/);
  expect((await workspace.tutor(['list'], { env })).stdout).toContain('new      1  Goroutines');
});

test('damaged progress is mended with a warning, and the command does its work', async () => {
  await using workspace = await newWorkspace();
  await workspace.tutor(['lesson', '1']);
  await workspace.write('.concurrency-tutor/state.json', '{"schema": "concurrency-tu');
  const { code, stdout, stderr } = await workspace.tutor(['list', '--json']);
  expect(code).toBe(0);
  expect(stderr).toContain('state.json is damaged. The last saved state before it was put back.');
  expect(listDocumentSchema.safeParse(JSON.parse(stdout)).success).toBe(true);
  expect((await workspace.tutor(['list'])).stderr).toBe('');
});

test('progress of a newer version is exit code 3 and stays untouched', async () => {
  await using workspace = await newWorkspace();
  await workspace.write('.concurrency-tutor/state.json', '{"schema":"concurrency-tutor/state/v9"}');
  for (const args of [['list'], ['check', '1'], ['hint', '1'], ['reset', '1', '--yes'], ['solution', '1']]) {
    expect(await workspace.tutor(args)).toMatchObject({ code: 3, stderr: expect.stringContaining('written by a newer concurrency-tutor') });
  }
  expect(await workspace.read('.concurrency-tutor/state.json')).toBe('{"schema":"concurrency-tutor/state/v9"}');
});

test.for(['1', 'lesson-1', 'goroutines', 'gor'])('lesson %s is the first lesson', async (name) => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await tutor(['lesson', name], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Lesson 1: Goroutines\n/);
  expect(stdout).toContain("console.log('hello');");
});

test('lesson without a name goes on where the reader is', async () => {
  await using workspace = await newWorkspace();
  expect((await workspace.tutor(['lesson'])).stdout).toMatch(/^Lesson 1/);
  expect((await workspace.tutor(['lesson'])).stdout).toMatch(/^Lesson 1/);
  for (const section of ['explanation', 'where-to-use', 'snippet', 'pitfalls']) await workspace.tutor(['lesson', '1', '--section', section]);
  expect((await workspace.tutor(['lesson'])).stdout).toMatch(/^Lesson 2/);
});

test('a lesson printed as a whole is started, no section of it is read, and the place stays where it was', async () => {
  await using workspace = await newWorkspace();
  await workspace.tutor(['lesson', '1']);
  expect((await workspace.state()).lessons['lesson-1']).toEqual({ state: 'started', sectionsRead: [], answers: {} });
  await workspace.tutor(['lesson', '1', '--section', 'snippet']);
  await workspace.tutor(['lesson', '1']);
  await workspace.tutor(['lesson', '2']);
  const state = await workspace.state();
  expect(state.lessons['lesson-1']).toMatchObject({ section: 'snippet', sectionsRead: ['snippet'] });
  expect(state).toMatchObject({ lastLesson: 'lesson-1' });
});

test('a section alone is printed alone; the lesson is read when all its sections were', async () => {
  await using workspace = await newWorkspace();
  const { code, stdout } = await workspace.tutor(['lesson', '1', '--section', 'pit']);
  expect(code).toBe(0);
  expect(stdout).toContain('1.P1 Nobody waits');
  expect(stdout).not.toContain('WHERE TO USE');
  expect((await workspace.state()).lessons['lesson-1']).toMatchObject({ state: 'started', sectionsRead: ['pitfalls'] });
  for (const section of ['explanation', 'where-to-use', 'snippet']) await workspace.tutor(['lesson', '1', '--section', section]);
  expect((await workspace.state()).lessons['lesson-1']).toMatchObject({ state: 'read' });
});

test.for([
  [['lesson', '9'], 'There is no lesson “9”.'],
  [['lesson', 'gorutines'], 'Did you mean goroutines?'],
  [['lesson', '1', '--section', 'ending'], 'There is no section "ending".\nLesson 1 has the sections explanation, where-to-use, snippet, pitfalls.'],
  [['lesson', '1', '--section', 'questions'], 'Lesson 1 has no section "questions" yet.'],
  [['learn', 'nothing'], 'There is no lesson “nothing”.'],
] as const)('%j is wrong usage', async ([args, message]) => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await tutor(args, { cwd: folder.path });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('a lesson can be read although progress cannot be saved', async () => {
  await using folder = await temporaryFolder();
  await folder.write('file', '');
  const { code, stdout, stderr } = await tutor(['lesson', '1'], { cwd: folder.path, env: { CONCURRENCY_TUTOR_HOME: `${folder.path}/file/home` } });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Lesson 1/);
  expect(stderr).toContain('Your progress cannot be saved');
});

test('learn without a terminal is text: what there is and how to go on', async () => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await tutor(['learn'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Goroutines (goroutines)');
  expect(stdout).toContain('concurrency-tutor lesson 1');
  expect((await tutor(['learn', '2'], { cwd: folder.path })).stdout).toMatch(/^Lesson 2: Channels/);
});
