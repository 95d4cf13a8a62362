/** From what the teacher named to the submissions. */
import { statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { Exercise } from '../../course/model.ts';
import { UsageError } from '../../errors.ts';
import type { Submission } from '../submission.ts';
import { foldersMatching, isPattern } from './glob.ts';
import { exerciseFolderIn, foldersOf, isSubmission } from './layout.ts';
import { readList } from './list-file.ts';

/** Folders, lists and patterns, relative to `cwd`. */
export async function discover(names: readonly string[], cwd: string, exercises: readonly Exercise[]): Promise<readonly Submission[]> {
  const found = (await Promise.all(names.map((name) => discoverOne(name, cwd, exercises)))).flat();
  const students = new Map<string, Submission>();
  for (const submission of found) {
    const other = students.get(submission.student);
    if (other?.folder === submission.folder) continue;
    if (other !== undefined) {
      throw new UsageError('same-student', `Two submissions are called ${submission.student}: ${other.origin} and ${submission.origin}.`, 'Rename a folder, or give a list (CSV) with the columns student and folder.');
    }
    students.set(submission.student, submission);
  }
  if (students.size === 0) throw new UsageError('no-submissions', 'There are no submissions here.', 'Name folders, a pattern in quotes, or a list (CSV) with the columns student and folder.');
  return [...students.values()];
}

async function discoverOne(name: string, cwd: string, exercises: readonly Exercise[]): Promise<readonly Submission[]> {
  const path = resolve(cwd, name);
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind?.isDirectory() === true) return discoverFolder(path, name, exercises);
  if (kind?.isFile() === true && extname(path).toLowerCase() === '.csv') return readList(path, name);
  if (kind !== undefined) throw new UsageError('not-a-folder', `${name} is neither a folder nor a list (.csv).`, 'Name folders, a pattern in quotes, or a list with the columns student and folder.');
  if (!isPattern(name)) throw new UsageError('no-such-folder', `There is no folder or list ${name}.`, 'Look for a typing mistake; --cwd changes where names are looked up.');
  const folders = await foldersMatching(name, cwd);
  if (folders.length === 0) throw new UsageError('no-such-folder', `No folder matches ${name}.`, 'Name the folder that holds the submissions.');
  return folders.map((folder) => ({ student: basename(folder), folder, origin: folder }));
}

/** Either one submission, or a folder of them: then each folder in it is a student, also one who handed in nothing. */
async function discoverFolder(folder: string, name: string, exercises: readonly Exercise[]): Promise<readonly Submission[]> {
  if (await isSubmission(folder, exercises) && !await holdsStudents(folder, exercises)) return [{ student: basename(folder), folder, origin: name }];
  const students = await foldersOf(folder);
  const inside = students.map((student) => join(folder, student));
  const any = (await Promise.all(inside.map((path) => isSubmission(path, exercises)))).some(Boolean);
  if (any) return students.map((student, index) => ({ student, folder: inside[index] ?? folder, origin: inside[index] ?? folder }));
  const [first] = exercises;
  throw new UsageError(
    'no-work', `${name} holds no work on ${exercises.length === 1 ? first?.id : 'any exercise'}, nor do the folders in it.`,
    `A submission is a workspace as \`init\` makes it, a folder exercises/${first?.id ?? 'exercise-1'}-…, or a folder with ${first?.files[0] ?? 'the files'} in it.`);
}

/** A class of one looks like an archive that unpacked into a folder of its own. */
async function holdsStudents(folder: string, exercises: readonly Exercise[]): Promise<boolean> {
  const [only, ...more] = await foldersOf(folder);
  if (only === undefined || more.length > 0 || only === 'exercises') return false;
  const inner = join(folder, only);
  const places = await Promise.all(exercises.map((exercise) => exerciseFolderIn(folder, exercise)));
  return places.every((place) => place === undefined || place.startsWith(inner)) && !exercises.some(({ id }) => only === id || only.startsWith(`${id}-`));
}
