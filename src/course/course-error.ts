import { CourseError } from '../errors.ts';
import { formatProblem, type Problem } from './problems.ts';

/** The error that holds all these problems. */
export function courseError(problems: readonly Problem[]): CourseError {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return new CourseError('course-invalid', `The course has ${count}.`, 'Mend the places listed, then run `concurrency-tutor course check`.', problems.map(formatProblem));
}
