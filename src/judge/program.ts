/** The learner's code and the exercise's scenarios as one program. */
import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Exercise } from '../course/model.ts';
import { isOwnFile, LoadError, load, type LoadedProgram, type LoadProblem } from '../loader/index.ts';
import { suiteFault } from './collector.ts';
import { suiteOf } from './suite.ts';
import type { Cause } from './verdict.ts';

export type LoadAnswer =
  | { readonly kind: 'program'; readonly program: LoadedProgram }
  /** The learner's files do not fit the scenarios. */
  | { readonly kind: 'refused'; readonly cause: Cause };

/**
 * Bundles the scenarios, whose imports from `../starter/` lead into the learner's folder. Sites in reports are relative to
 * that folder. Throws a `JudgeError` when the scenarios themselves are at fault.
 */
export async function loadProgram(exercise: Exercise, folder: string, place = suiteOf(exercise)): Promise<LoadAnswer> {
  // The bundler follows links; a path that goes through one would not be recognised as the starter's.
  const [suite, own] = await Promise.all([realpath(place), realpath(exercise.folder)]);
  const starter = join(dirname(suite), 'starter') + sep;
  const redirect = (path: string): string | undefined => {
    if (!path.startsWith(starter)) return undefined;
    const file = relative(starter, path);
    const theirs = join(folder, file);
    // What the learner is not asked to edit may be missing there; then the exercise's own copy serves.
    return exercise.files.includes(file.split(sep).join('/')) || existsSync(theirs) ? theirs : join(own, 'starter', file);
  };
  try {
    // Races are the learner's: what the scenarios do with their own memory is nobody's business.
    const program = await load(join(suite, 'scenarios.ts'), { root: folder, redirect, tells: (path) => isOwnFile(path) && !path.startsWith(suite + sep) });
    return { kind: 'program', program };
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    return { kind: 'refused', cause: problemCause(error) };
  }
}

function problemCause(error: LoadError): Cause {
  const cause = error.problems.map(ownProblem).find((found) => found !== undefined);
  if (cause !== undefined) return cause;
  throw suiteFault(`The scenarios cannot be loaded: ${error.message}`, error);
}

function ownProblem({ message, site }: LoadProblem): Cause | undefined {
  const missing = /^No matching export in "(.+)" for import "(.+)"$/.exec(message);
  if (missing !== null && !missing[1]?.startsWith('../')) {
    return { kind: 'missing-export', rationale: `${missing[1]} does not export \`${missing[2]}\`.`, help: 'The task gives the names; export them exactly so.' };
  }
  if (site === undefined || site.file.startsWith('../')) return undefined;
  return { kind: 'syntax-error', rationale: `This cannot be loaded: ${message}.`, help: 'Correct the source where it is marked.', location: site };
}
