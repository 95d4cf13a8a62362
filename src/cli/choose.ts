/** From what a person typed to the exercise they mean. */
import { existsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Course, Exercise, Lesson } from '../course/model.ts';
import { findExercise } from '../course/names.ts';
import { UsageError } from '../errors.ts';
import type { State, Workspace } from '../progress/index.ts';
import { exerciseFolder, folderName } from './exercise-folder.ts';

export interface Choosing {
  readonly course: Course;
  readonly state: Readonly<State>;
  readonly workspace: Workspace | undefined;
  readonly cwd: string;
}

/** Exercises first, then projects: the order of the course. */
export function allExercises(course: Course): readonly Exercise[] {
  return [...course.exercises, ...course.projects];
}

/** The lesson that was open last and is not finished, else the first that was begun, else the first that is new. */
export function lessonAtHand(lessons: readonly Lesson[], state: Readonly<State>): Lesson | undefined {
  const isStarted = (one: Lesson): boolean => state.lessons[one.id]?.state === 'started';
  return lessons.find((one) => one.id === state.lastLesson && isStarted(one))
    ?? lessons.find(isStarted)
    ?? lessons.find((one) => state.lessons[one.id] === undefined)
    ?? lessons[0];
}

/** The exercise a name or a path means; without one, the current exercise. */
export async function chooseExercise(choosing: Choosing, name: string | undefined): Promise<Exercise> {
  if (name === undefined) return currentExercise(choosing);
  const byPath = exerciseAt(choosing, resolve(choosing.cwd, name));
  if (/[\\/]|^\.{1,2}$/.test(name)) {
    if (byPath !== undefined) return byPath;
    throw new UsageError('not-an-exercise', `The path ${name} does not lead into an exercise of this workspace.`, 'Run `concurrency-tutor list` to see the exercises.');
  }
  // People copy the names of folders.
  const byFolder = allExercises(choosing.course).find((exercise) => folderName(exercise) === name);
  if (byFolder !== undefined) return byFolder;
  try {
    return findExercise(choosing.course, name);
  } catch (error) {
    if (byPath !== undefined && error instanceof UsageError) return byPath;
    throw error;
  }
}

function currentExercise(choosing: Choosing): Exercise {
  const { course, state, cwd } = choosing;
  const all = allExercises(course);
  const here = exerciseAt(choosing, cwd)
    ?? all.find((exercise) => exercise.id === state.current)
    ?? all.find((exercise) => state.exercises[exercise.id]?.state !== 'passed')
    ?? all[0];
  if (here !== undefined) return here;
  throw new UsageError('no-exercises', 'This course has no exercises.', 'Name another course with --course, or leave --course and CONCURRENCY_TUTOR_COURSE out to use the built-in one.');
}

/** The exercise whose folder in the workspace is `path` or contains it. */
function exerciseAt({ course, workspace }: Choosing, path: string): Exercise | undefined {
  if (workspace === undefined || !existsSync(path)) return undefined;
  return allExercises(course).find((exercise) => {
    const folder = exerciseFolder(workspace, exercise);
    return path === folder || path.startsWith(folder + sep);
  });
}
