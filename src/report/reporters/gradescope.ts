/** `results.json` of a Gradescope autograder. */
import type { CheckResult, Judgement } from '../../judge/verdict.ts';
import type { CheckOutcome } from '../check-document.ts';
import { causeText, checksOf, oneLine, outputText } from './words.ts';

/** Without a verdict there is no score, which Gradescope takes for what it is: an autograder that failed. */
export function gradescopeResults({ judgements, problems }: CheckOutcome): object {
  const faults = [...judgements.flatMap(({ exercise, verdict }) => (verdict.kind === 'error' ? [`${exercise}: ${verdict.cause.message} ${verdict.cause.help}`] : [])), ...problems.map(({ message, nextStep }) => `${message} ${nextStep}`)];
  const seconds = judgements.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  const common = { execution_time: Number(seconds.toFixed(3)), output_format: 'text', test_output_format: 'text', stdout_visibility: 'hidden' };
  if (faults.length > 0) return { ...common, output: ['There is no verdict. This is not a fault of the work.', ...faults].map(oneLine).join('\n') };
  return {
    ...common,
    score: judgements.reduce((sum, { score }) => sum + score, 0),
    output: judgements.map((judgement) => `${judgement.exercise}, ${oneLine(judgement.title)}: ${judgement.verdict.kind === 'pass' ? 'passed' : 'failed'}\n${outputText(judgement)}`).join('\n'),
    tests: judgements.flatMap((judgement, index) => checksOf(judgement).map((check, place) => testOf(judgement, check, `${index + 1}.${place + 1}`))),
  };
}

function testOf({ exercise }: Judgement, check: CheckResult, number: string): object {
  return {
    number, name: `${exercise} ${check.id}: ${oneLine(check.description)}`, score: check.score, max_score: check.max,
    status: check.status === 'pass' ? 'passed' : 'failed', output: causeText(check.cause), visibility: 'visible',
  };
}
