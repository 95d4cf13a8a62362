import { decidingSuite, withPrivateSuite } from '../../classroom/index.ts';
import type { Exercise } from '../../course/index.ts';

export interface PreparedExercise {
  readonly exercise: Exercise;
  /** SHA-256 of the suite that decides. */
  readonly suite: string;
}

/** The exercises with the checks and the suite that decide: private ones, if there are any. */
export function prepared(exercises: readonly Exercise[], suites: string | undefined): Promise<PreparedExercise[]> {
  return Promise.all(exercises.map(async (exercise) => {
    const [checks, suite] = await Promise.all([withPrivateSuite(exercise, suites), decidingSuite(exercise, suites)]);
    return { exercise: checks, suite };
  }));
}
