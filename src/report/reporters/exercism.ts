/** `results.json` of an Exercism test runner, version 3 of the interface. */
import type { CheckResult, Judgement } from '../../judge/verdict.ts';
import type { CheckOutcome } from '../check-document.ts';
import { causeText, checksOf, oneLine, outputText } from './words.ts';

/** The longest texts that Exercism takes. */
const longestMessage = 65_535;
const longestOutput = 500;

/** The suite is not shown: in place of a test's code stands what the check is about. */
export function exercismResults({ judgements, problems }: CheckOutcome): object {
  const faults = [...judgements.flatMap(unrun), ...problems.map(({ message, nextStep }) => `${message}\n${nextStep}`)];
  if (faults.length > 0) return { version: 3, status: 'error', message: cut(faults.join('\n\n'), longestMessage) };
  const tests = judgements.flatMap((judgement) => checksOf(judgement).map((check) => testOf(judgement, check)));
  return { version: 3, status: judgements.every(({ verdict }) => verdict.kind === 'pass') ? 'pass' : 'fail', tests };
}

/** Why no check could be run, if none could. */
function unrun(judgement: Judgement): string[] {
  const { verdict } = judgement;
  if (verdict.kind === 'error') return [`${verdict.cause.message}\n${verdict.cause.help}`];
  const loads = verdict.checks.find(({ id }) => id === 'loads');
  return loads?.status === 'fail' ? [causeText(loads.cause)] : [];
}

function testOf(judgement: Judgement, check: CheckResult): object {
  const base = { name: oneLine(check.description), test_code: `check ${check.id} of ${judgement.exercise}: ${oneLine(check.description)}` };
  switch (check.status) {
    case 'pass': return { ...base, status: 'pass' };
    case 'fail': return { ...base, status: 'fail', message: cut(causeText(check.cause) || 'It did not pass.', longestMessage), ...outputOf(judgement) };
    case 'error':
    case 'skipped': return { ...base, status: 'error', message: cut(causeText(check.cause) || 'It was not run.', longestMessage) };
  }
}

function outputOf(judgement: Judgement): { readonly output?: string } {
  const printed = outputText(judgement);
  return printed === '' ? {} : { output: cut(printed, longestOutput) };
}

function cut(text: string, most: number): string {
  const end = '\n(cut)';
  return text.length <= most ? text : text.slice(0, most - end.length).toWellFormed() + end;
}
