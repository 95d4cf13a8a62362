/** The exercises of a course as they are graded: with the course's own suites, or with private ones. */
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadCourse, type Exercise } from '../course/index.ts';
import { toCheck } from '../course/load-exercise.ts';
import { exerciseSchema } from '../course/schemas.ts';
import { UsageError, WorkspaceError } from '../errors.ts';
import { suiteHash, suiteOf } from '../judge/suite.ts';
import { readYamlFile } from './settings/yaml-file.ts';

/** Exercises first, then projects: the order of the course. */
export async function openExercises(courseFolder: string): Promise<readonly Exercise[]> {
  const course = await loadCourse(courseFolder);
  return [...course.exercises, ...course.projects];
}

/**
 * The exercise with the checks of its private suite, where there is an `exercise.yaml` beside it. `suites` has the layout of the course's
 * `exercises/`. Task, files and hints stay the course's.
 */
export async function withPrivateSuite(exercise: Exercise, suites: string | undefined): Promise<Exercise> {
  if (suites === undefined) return exercise;
  if (statSync(suites, { throwIfNoEntry: false })?.isDirectory() !== true) throw new UsageError('no-suites', `There is no folder ${suites}.`, 'Give --suites a folder laid out as the course\'s exercises/.');
  const suite = suiteOf(exercise, suites);
  if (!existsSync(suite)) throw new WorkspaceError('no-suite', `${suites} has no suite of ${exercise.id}: there is no folder ${suite}.`, `Lay it out as the course's exercises/: ${basename(exercise.folder)}/suite/ with scenarios.ts and *.test.ts in it.`);
  const file = join(suites, basename(exercise.folder), 'exercise.yaml');
  if (!existsSync(file)) return exercise;
  const { data: { checks, limits } } = await readYamlFile(file, file, exerciseSchema);
  const { id, number, slug, title, minutes, lessons, files, exports, hints, wrong, solutions, folder } = exercise;
  return {
    id, number, slug, title, minutes, lessons, files, exports, hints, wrong, solutions, folder, limits,
    checks: checks.map(toCheck),
    // The course reads these only when they are asked for.
    get covers() { return exercise.covers; },
    get task() { return exercise.task; },
    get readme() { return exercise.readme; },
  };
}

/** Whether there is a suite that decides: the course's own always, a private one where the folder has it. */
export function hasSuite(exercise: Exercise, suites: string | undefined): boolean {
  return suites === undefined || existsSync(suiteOf(exercise, suites));
}

/** SHA-256 of the suite that decides, hex. Throws a `JudgeError` when there is none. */
export async function decidingSuite(exercise: Exercise, suites: string | undefined): Promise<string> {
  return suiteHash(exercise, suiteOf(exercise, suites));
}
