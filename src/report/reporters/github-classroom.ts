/** The result of a GitHub Classroom grader, which its reporter reads from the variable that a step's output `result` becomes. */
import type { CheckResult } from '../../judge/verdict.ts';
import type { CheckOutcome } from '../check-document.ts';
import { causeText, checksOf, oneLine } from './words.ts';

/** JSON in Base64. */
export function githubClassroomResult(outcome: CheckOutcome): string {
  return Buffer.from(JSON.stringify(githubClassroomData(outcome))).toString('base64');
}

export function githubClassroomData({ judgements, problems }: CheckOutcome): object {
  const isFault = problems.length > 0 || judgements.some(({ verdict }) => verdict.kind === 'error');
  const isPass = judgements.every(({ verdict }) => verdict.kind === 'pass');
  return {
    version: 1, status: isFault ? 'error' : isPass ? 'pass' : 'fail', max_score: judgements.reduce((sum, { max }) => sum + max, 0),
    tests: [
      ...judgements.flatMap((judgement) => (judgement.verdict.kind === 'error'
        ? [faultTest(judgement.exercise, `${judgement.verdict.cause.message}\n${judgement.verdict.cause.help}`)]
        : checksOf(judgement).map((check) => testOf(judgement.exercise, check)))),
      ...problems.map(({ exercise, message, nextStep }) => faultTest(exercise, `${message}\n${nextStep}`)),
    ],
  };
}

function testOf(exercise: string, { id, description, status, score, cause }: CheckResult): object {
  return {
    name: `${exercise} ${id}: ${oneLine(description)}`, status: status === 'skipped' ? 'fail' : status, score,
    message: status === 'pass' ? null : causeText(cause) || 'It did not pass.', test_code: `concurrency-tutor check ${exercise}`,
    filename: cause?.location?.file ?? '', line_no: cause?.location?.line ?? 0,
  };
}

function faultTest(exercise: string, message: string): object {
  return { name: `${exercise}: no verdict`, status: 'error', score: 0, message, test_code: `concurrency-tutor check ${exercise}`, filename: '', line_no: 0 };
}
