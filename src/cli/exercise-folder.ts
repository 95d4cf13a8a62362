import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Exercise } from '../course/model.ts';
import type { Workspace } from '../progress/index.ts';

/** Folder of the workspace that holds a folder for every exercise and project. */
export const exercisesFolder = 'exercises';

/** The name of an exercise's folder as `init` writes it. */
export function folderName(exercise: Exercise): string {
  return `${exercise.id}-${exercise.slug}`;
}

/**
 * The folder that holds the learner's work. An exercise may get a new slug while its id stays, so a folder that
 * starts with the id is accepted too.
 */
export function exerciseFolder(workspace: Workspace, exercise: Exercise): string {
  const parent = join(workspace.root, exercisesFolder);
  const expected = folderName(exercise);
  const there = entriesOf(parent);
  if (there.includes(expected)) return join(parent, expected);
  const older = there.find((name) => name === exercise.id || name.startsWith(`${exercise.id}-`));
  return join(parent, older ?? expected);
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No such folder: nothing in it.
    return [];
  }
}
