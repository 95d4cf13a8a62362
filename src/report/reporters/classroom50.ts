/** `result.json` of a Classroom 50 autograder. Its runner says in the environment what is graded. */
import { UsageError } from '../../errors.ts';
import type { CheckOutcome } from '../check-document.ts';
import { checksOf, oneLine } from './words.ts';

export interface Classroom50Options {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
}

/** `undefined` when there is no verdict: a result that says 0 points would be a grade. Throws a UsageError when the runner's variables are missing. */
export function classroom50Result({ judgements, problems }: CheckOutcome, { env, now }: Classroom50Options): object | undefined {
  if (problems.length > 0 || judgements.some(({ verdict }) => verdict.kind === 'error')) return undefined;
  const commit = required(env, 'COMMIT_URL');
  const tests = judgements.flatMap((judgement) => checksOf(judgement).map(({ id, description, status, score, max }) => (
    { 'test-name': `${judgement.exercise} ${id}: ${oneLine(description)}`, passed: status === 'pass', score: Math.round(score), 'max-score': Math.round(max) })));
  return {
    schema: 'classroom50/result/v1', classroom: required(env, 'CLASSROOM'), assignment: required(env, 'ASSIGNMENT'), submission: required(env, 'SUBMISSION_TAG'),
    commit, release: required(env, 'RELEASE_URL'), review: env['REVIEW_URL'] || commit, datetime: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    score: tests.reduce((sum, test) => sum + test.score, 0), 'max-score': tests.reduce((sum, test) => sum + test['max-score'], 0), tests,
  };
}

function required(env: Classroom50Options['env'], name: string): string {
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  throw new UsageError('no-classroom50', `The variable ${name} is not set.`, 'The reporter classroom50 works in a job of Classroom 50, whose runner sets CLASSROOM, ASSIGNMENT, SUBMISSION_TAG, COMMIT_URL and RELEASE_URL.');
}
