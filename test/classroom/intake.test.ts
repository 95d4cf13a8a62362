import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { discover } from '../../src/classroom/intake/discover.ts';
import { exerciseFolderIn } from '../../src/classroom/intake/layout.ts';
import { readWork } from '../../src/classroom/intake/read-work.ts';
import { openExercises } from '../../src/classroom/exercises.ts';
import type { Exercise } from '../../src/course/index.ts';
import { smallCourse } from '../support/tutor.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { adderFile, newClass } from './class.ts';

let exercises: readonly Exercise[];
beforeAll(async () => { exercises = await openExercises(smallCourse); });

const students = (found: readonly { readonly student: string }[]): string[] => found.map(({ student }) => student);

test('a folder of submissions is a class: every folder in it is a student, also one who handed in nothing', async () => {
  await using group = await newClass({ ada: 'solution', ben: '' });
  expect(students(await discover(['class'], group.path, exercises))).toEqual(['ada', 'ben']);
});

test('a submission may be named by itself, by a pattern, and twice', async () => {
  await using group = await newClass({ ada: 'solution', anna: 'starter', ben: 'starter' });
  expect(students(await discover(['class/ada', 'class/a*', 'class/ad?'], group.path, exercises))).toEqual(['ada', 'anna']);
  expect(students(await discover(['**/ben'], group.path, exercises))).toEqual(['ben']);
});

test('work is found in a workspace, in a folder of its own, at the top, and in the one folder an archive unpacked to', async () => {
  await using folder = await temporaryFolder();
  const [adder] = exercises as [Exercise];
  for (const file of ['a/exercises/exercise-1-old-slug/adder.ts', 'b/exercise-1/adder.ts', 'c/adder.ts', 'd/d-main/exercises/exercise-1-adder/adder.ts']) await folder.write(file, '');
  await folder.write('e/notes.ts', '');
  const found = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => exerciseFolderIn(join(folder.path, name), adder)));
  expect(found.map((path) => path?.slice(folder.path.length + 1))).toEqual(['a/exercises/exercise-1-old-slug', 'b/exercise-1', 'c', 'd/d-main/exercises/exercise-1-adder', undefined]);
});

test('a list names students, folders and times; blanks, semicolons and a byte order mark do not matter', async () => {
  await using group = await newClass({ ada: 'solution', ben: 'starter' });
  await group.write('list.csv', '\uFEFFStudent;Folder;Submitted\r\nAda Lovelace ; class/ada ;2026-11-20T10:00:00Z\r\n"Ben; the second";class/ben;\r\n');
  const found = await discover(['list.csv'], group.path, exercises);
  expect(found.map(({ student, submitted }) => [student, submitted?.toISOString()])).toEqual([['Ada Lovelace', '2026-11-20T10:00:00.000Z'], ['Ben; the second', undefined]]);
});

test.for([
  ['student,folder\nada,class/ada\nben,class/bob\n', 'list.csv:3: There is no folder'],
  ['student,folder\n,class/ada\n', 'list.csv:2: The student has no name.'],
  ['student,folder,submitted\nada,class/ada,yesterday\n', 'list.csv:2: "yesterday" is not a time.'],
  ['student,folder,submitted\nada,class/ada,2026-11-20T10:00:00\n', 'is not a time.'],
  ['name,path\nada,class/ada\n', 'list.csv:1: A list has the columns student and folder, and may have submitted; this one has name, path.'],
  ['student,folder\nada,"class/ada\n', 'list.csv:2: '],
  ['student,folder\nada,class/ada\nada,class/ben\n', 'Two submissions are called ada: list.csv:2 and list.csv:3.'],
] as const)('a list that is wrong is refused, and the line is named: %j', async ([text, message]) => {
  await using group = await newClass({ ada: 'solution', ben: 'starter' });
  await group.write('list.csv', text);
  await expect(discover(['list.csv'], group.path, exercises)).rejects.toThrow(message);
});

test.for([
  [['nowhere'], 'There is no folder or list nowhere.'],
  [['class/x*'], 'No folder matches class/x*.'],
  [[`class/ada/${adderFile}`], 'is neither a folder nor a list'],
  [['empty'], 'empty holds no work on any exercise, nor do the folders in it.'],
] as const)('what is no submission is refused: %j', async ([names, message]) => {
  await using group = await newClass({ ada: 'solution' });
  await group.write('empty/readme.txt', '');
  await expect(discover(names, group.path, exercises)).rejects.toThrow(message);
});

test('links are not followed, whether to a file or to another student\'s folder', async () => {
  await using group = await newClass({ ada: 'solution', ben: '' });
  const [adder] = exercises as [Exercise];
  await symlink('../ada/exercise-1-adder', join(group.path, 'class/ben/exercise-1-adder'));
  expect(await exerciseFolderIn(join(group.path, 'class/ben'), adder)).toBeUndefined();
  await group.write('class/cem/exercise-1-adder/own.ts', 'own');
  await symlink('/etc/passwd', join(group.path, 'class/cem/exercise-1-adder/adder.ts'));
  const work = await readWork(join(group.path, 'class/cem/exercise-1-adder'));
  expect(work.files.map(({ path }) => path)).toEqual(['own.ts']);
  expect(work.notes).toEqual(['adder.ts is a link; links are not followed.']);
});

test('only programs are read, and within bounds; the hash follows the contents and nothing else', async () => {
  await using folder = await temporaryFolder();
  await folder.write('w/adder.ts', 'one');
  const { hash } = await readWork(join(folder.path, 'w'));
  for (const file of ['w/photo.jpg', 'w/.git/config', 'w/node_modules/x/index.js', 'w/README.md']) await folder.write(file, 'x');
  expect((await readWork(join(folder.path, 'w'))).hash).toBe(hash);
  await folder.write('w/data.ts', 'x'.repeat(600 * 1024));
  expect((await readWork(join(folder.path, 'w'))).notes).toEqual(['data.ts was left out: it has 614400 bytes, and 524288 is the most.']);
  await folder.write('w/lib/more.ts', 'two');
  expect((await readWork(join(folder.path, 'w'))).hash).not.toBe(hash);
  for (let index = 0; index < 210; index += 1) await folder.write(`w/many/${index}.ts`, '');
  const many = await readWork(join(folder.path, 'w'));
  expect([many.files.length, many.notes.at(-1)]).toEqual([200, 'There are more than 200 files; the rest was left out.']);
});
