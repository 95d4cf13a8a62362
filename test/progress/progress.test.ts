import { chmod, readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { WorkspaceError } from '../../src/errors.ts';
import { openProgress, recordAttempt, recordHint, recordSection, startExercise } from '../../src/progress/index.ts';
import { asOrdinaryUser } from '../support/ordinary-user.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const now = () => new Date('2026-03-04T05:06:07.089Z');
const good = { schema: 'concurrency-tutor/state/v1', lessons: {}, exercises: { 'exercise-1': { state: 'started', attempts: 3, bestScore: 1, hints: 0 } } };

test('a folder without state is an empty state, and nothing is written until the first update', async () => {
  await using folder = await temporaryFolder();
  const progress = await openProgress(`${folder.path}/new`);
  expect(progress.state).toEqual({ schema: 'concurrency-tutor/state/v1', lessons: {}, exercises: {} });
  expect(await readdir(folder.path)).toEqual([]);

  await progress.update((draft) => { draft.current = 'exercise-2'; });
  expect((await openProgress(`${folder.path}/new`)).state.current).toBe('exercise-2');
});

test('an update sees what another writer has saved meanwhile', async () => {
  await using folder = await temporaryFolder();
  const [one, other] = [await openProgress(folder.path), await openProgress(folder.path)];
  await one.update((draft) => recordHint(draft, 'exercise-1', 2));
  await other.update((draft) => recordHint(draft, 'exercise-2', 1));
  expect(other.state.exercises['exercise-1']?.hints).toBe(2);
});

test('updates started together are all kept', async () => {
  await using folder = await temporaryFolder();
  const progress = await openProgress(folder.path);
  await Promise.all(Array.from({ length: 20 }, () => progress.update((draft) => { startExercise(draft, 'exercise-1').attempts += 1; })));
  expect(progress.state.exercises['exercise-1']?.attempts).toBe(20);
});

test('an update whose change throws writes nothing, and the next one works', async () => {
  await using folder = await temporaryFolder();
  const progress = await openProgress(folder.path);
  await expect(progress.update(() => { throw new Error('no'); })).rejects.toThrow('no');
  await progress.update((draft) => { draft.current = 'exercise-1'; });
  expect(progress.state.current).toBe('exercise-1');
});

test('fields that another version wrote are kept, at every level', async () => {
  await using folder = await temporaryFolder();
  const future = { ...good, theme: 'dark', exercises: { 'exercise-1': { ...good.exercises['exercise-1'], stars: 5 } } };
  await folder.write('state.json', JSON.stringify(future));
  const progress = await openProgress(folder.path);
  await progress.update((draft) => recordAttempt(draft, { exercise: 'exercise-1', passed: true, score: 2, at: now() }));
  expect(JSON.parse(await folder.read('state.json'))).toMatchObject({ theme: 'dark', exercises: { 'exercise-1': { stars: 5, attempts: 4, state: 'passed' } } });
});

test('a state of a newer version is refused and not touched', async () => {
  await using folder = await temporaryFolder();
  const newer = '{"schema":"concurrency-tutor/state/v2","whatever":1}';
  await folder.write('state.json', newer);
  await expect(openProgress(folder.path)).rejects.toMatchObject({ code: 'state-too-new', exitCode: 3, nextStep: expect.stringContaining('npm install concurrency-tutor@latest') });
  expect(await folder.read('state.json')).toBe(newer);
  expect(await readdir(folder.path)).toEqual(['state.json']);
});

test.for([
  ['text that is not JSON', '{"schema": "concurr'],
  ['nothing at all', ''],
  ['null bytes', '\0\0\0\0'],
  ['a document of another shape', '{"schema":"concurrency-tutor/state/v1","lessons":[],"exercises":{}}'],
  ['a document without a schema', '{}'],
] as const)('a damaged file (%s) is replaced by the backup and kept beside it', async ([, damaged]) => {
  await using folder = await temporaryFolder();
  await folder.write('state.json', damaged);
  await folder.write('state.json.bak', JSON.stringify(good));
  const progress = await openProgress(folder.path, { now });

  expect(progress.state.exercises['exercise-1']?.attempts).toBe(3);
  expect(progress.warnings).toEqual([expect.stringContaining('is damaged. The last saved state before it was put back. The damaged file is kept as state.json.damaged-2026-03-04T05-06-07-089Z.')]);
  expect(await folder.read('state.json.damaged-2026-03-04T05-06-07-089Z')).toBe(damaged);
  expect(JSON.parse(await folder.read('state.json'))).toEqual(good);
});

test('a damaged file without a usable backup starts afresh, says so, and is kept', async () => {
  await using folder = await temporaryFolder();
  await folder.write('state.json', 'oops');
  await folder.write('state.json.bak', 'oops too');
  const progress = await openProgress(folder.path, { now });
  expect(progress.state.exercises).toEqual({});
  expect(progress.warnings).toEqual([expect.stringContaining('There was no backup, so progress starts afresh.')]);
  expect(await folder.read('state.json.damaged-2026-03-04T05-06-07-089Z')).toBe('oops');
});

test('a file that disappeared comes back from the backup', async () => {
  await using folder = await temporaryFolder();
  await folder.write('state.json.bak', JSON.stringify(good));
  const progress = await openProgress(folder.path);
  expect(progress.state.exercises['exercise-1']?.attempts).toBe(3);
  expect(progress.warnings).toEqual([expect.stringContaining('is missing')]);
});

test('damage that happens while the program runs is repaired by the next update', async () => {
  await using folder = await temporaryFolder();
  const progress = await openProgress(folder.path, { now });
  await progress.update((draft) => { draft.current = 'exercise-1'; });
  await progress.update((draft) => recordHint(draft, 'exercise-1', 1));
  await folder.write('state.json', '{');
  await progress.update((draft) => recordHint(draft, 'exercise-2', 1));
  expect(progress.state.current).toBe('exercise-1');
  expect(await folder.read('state.json.damaged-2026-03-04T05-06-07-089Z')).toBe('{');
});

test('the backup is the state before the last update', async () => {
  await using folder = await temporaryFolder();
  const progress = await openProgress(folder.path);
  await progress.update((draft) => { draft.current = 'exercise-1'; });
  await progress.update((draft) => { draft.current = 'exercise-2'; });
  expect(JSON.parse(await folder.read('state.json.bak'))).toMatchObject({ current: 'exercise-1' });
});

test('a byte order mark in front does not count as damage', async () => {
  await using folder = await temporaryFolder();
  await folder.write('state.json', `\uFEFF${JSON.stringify(good)}`);
  expect((await openProgress(folder.path)).warnings).toEqual([]);
});

test('a folder in which nothing can be written is a workspace error', async () => {
  await using folder = await temporaryFolder();
  await folder.write('file', '');
  const progress = await openProgress(`${folder.path}/file/state`);
  const failure = progress.update(() => {});
  await expect(failure).rejects.toBeInstanceOf(WorkspaceError);
  await expect(failure).rejects.toMatchObject({ code: 'state-unwritable' });
});

test('a state that may not be read is a workspace error', async () => {
  await using folder = await temporaryFolder();
  await folder.write('state.json', JSON.stringify(good));
  await chmod(`${folder.path}/state.json`, 0);
  using _ordinary = asOrdinaryUser();
  await expect(openProgress(folder.path)).rejects.toMatchObject({ code: 'state-unreadable' });
});

test('a state file that is a folder is a workspace error', async () => {
  await using folder = await temporaryFolder();
  await folder.write('state.json/inside', '');
  await expect(openProgress(folder.path)).rejects.toMatchObject({ code: 'state-unreadable', exitCode: 3 });
});

test('an exercise that has passed stays passed, and keeps its best score', async () => {
  await using folder = await temporaryFolder();
  const progress = await openProgress(folder.path);
  await progress.update((draft) => recordAttempt(draft, { exercise: 'exercise-1', passed: true, score: 5, at: now() }));
  await progress.update((draft) => recordAttempt(draft, { exercise: 'exercise-1', passed: false, score: 1, at: new Date(0) }));
  expect(progress.state.exercises['exercise-1']).toEqual({ state: 'passed', attempts: 2, bestScore: 5, hints: 0, passedAt: '2026-03-04T05:06:07.089Z' });
});

test('a section is remembered once, and as the place where the reader is', async () => {
  await using folder = await temporaryFolder();
  const progress = await openProgress(folder.path);
  await progress.update((draft) => {
    for (const section of ['explanation', 'pitfalls', 'explanation']) recordSection(draft, 'lesson-1', section);
  });
  expect(progress.state.lessons['lesson-1']).toEqual({ state: 'started', section: 'explanation', sectionsRead: ['explanation', 'pitfalls'], answers: {} });
});
