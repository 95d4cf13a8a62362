/** The exercises of a course as they are graded: with the course's own suites, or with private ones. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadCourse, type Exercise } from '../course/index.ts';
import { exerciseSchema } from '../course/schemas.ts';
import { WorkspaceError, UsageError } from '../errors.ts';
import { parse } from 'yaml';
import { messageOf } from '../system-error.ts';
import { foldersOf } from './intake/layout.ts';

/** `suites`: a folder shaped like the course's `exercises/`; what it holds takes the place of the course's own. */
export async function openExercises(courseFolder: string, suites: string | undefined): Promise<readonly Exercise[]> {
  const course = await loadCourse(courseFolder);
  const exercises = [...course.exercises, ...course.projects];
  if (suites === undefined) return exercises;
  if (statSync(suites, { throwIfNoEntry: false })?.isDirectory() !== true) throw new UsageError('no-suites', `There is no folder ${suites}.`, 'Give --suites a folder shaped like the course\'s exercises/.');
  const names = await foldersOf(suites);
  const replaced = exercises.map((exercise) => withPrivateSuite(exercise, suites, names));
  if (replaced.every((exercise, index) => exercise === exercises[index])) {
    throw new WorkspaceError('no-suites', `${suites} has no suite of any exercise.`, `It holds one folder per exercise, such as ${exercises[0]?.id ?? 'exercise-1'}, with suite/ and starter/ in it.`);
  }
  return replaced;
}

function withPrivateSuite(exercise: Exercise, suites: string, names: readonly string[]): Exercise {
  const own = exercise.folder.split(/[\\/]/).at(-1);
  const name = names.find((one) => one === own) ?? names.find((one) => one === exercise.id || one.startsWith(`${exercise.id}-`));
  if (name === undefined) return exercise;
  const folder = join(suites, name);
  for (const part of ['suite', 'starter']) {
    if (!existsSync(join(folder, part))) throw new WorkspaceError('bad-suite', `${folder} has no folder ${part}.`, 'A private suite is a folder like the exercise\'s own, with suite/ and starter/; exercise.yaml may bring its own checks.');
  }
  return overlay({ exercise, folder, file: join(folder, 'exercise.yaml') });
}

/** The task, its files and hints stay the course's; checks, points and limits may be the private suite's. */
function overlay({ exercise, folder, file }: { readonly exercise: Exercise; readonly folder: string; readonly file: string }): Exercise {
  const { checks, limits } = existsSync(file) ? readPrivate(file) : exercise;
  const { id, number, slug, title, minutes, lessons, files, exports, hints, wrong, solutions } = exercise;
  return {
    id, number, slug, title, minutes, lessons, files, exports, hints, wrong, solutions, folder, checks, limits,
    // The course reads these only when they are asked for.
    get covers() { return exercise.covers; },
    get task() { return exercise.task; },
    get readme() { return exercise.readme; },
  };
}

function readPrivate(file: string): Pick<Exercise, 'checks' | 'limits'> {
  try {
    const { checks, limits } = exerciseSchema.parse(parse(readFileSync(file, 'utf8')));
    return { limits, checks: checks.map(({ dependsOn, ...check }) => ({ ...check, ...(dependsOn === undefined ? {} : { dependsOn }) })) };
  } catch (error) {
    throw new WorkspaceError('bad-suite', `${file} is not right: ${messageOf(error)}`, 'exercises/README.md of the course says what it holds.', { cause: error });
  }
}
