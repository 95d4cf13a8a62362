/** Where an exercise's files lie in a folder that somebody handed in. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exercise } from '../../course/model.ts';
import { codeOf } from '../../system-error.ts';

/** The folders of a folder, by name. Links are not followed: they could lead to somebody else's work. */
export async function foldersOf(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules').map(({ name }) => name).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  }
}

/** The names of the plain files in a folder. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/**
 * The folder of an exercise in a submission: a workspace as `init` lays it out, the exercise's folder in it, or, when the
 * file to hand in lies at the top, the submission itself. `undefined` when nothing was handed in.
 */
export async function exerciseFolderIn(submission: string, exercise: Exercise): Promise<string | undefined> {
  for (const parent of [join(submission, 'exercises'), submission]) {
    const name = (await foldersOf(parent)).find((folder) => isFolderOf(exercise, folder));
    if (name !== undefined) return join(parent, name);
  }
  const [first = ''] = exercise.files;
  if ((await filesOf(submission)).includes(first)) return submission;
  // Archives unpack into a folder of their own.
  const inner = await foldersOf(submission);
  if (inner.length === 1 && inner[0] !== 'exercises' && inner[0] !== undefined) return exerciseFolderIn(join(submission, inner[0]), exercise);
  return undefined;
}

/** An exercise may get a new slug while its id stays. */
function isFolderOf(exercise: Exercise, name: string): boolean {
  return name === exercise.id || name.startsWith(`${exercise.id}-`);
}

/** Whether a folder holds work on any of the exercises. */
export async function isSubmission(folder: string, exercises: readonly Exercise[]): Promise<boolean> {
  for (const exercise of exercises) {
    if (await exerciseFolderIn(folder, exercise) !== undefined) return true;
  }
  return false;
}
