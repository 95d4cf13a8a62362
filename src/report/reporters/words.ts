/** Sentences that several reporters share. */
import type { Cause, CheckResult, Judgement } from '../../judge/verdict.ts';
import { placeOf } from '../finding.ts';
import { shown } from '../text.ts';
import { asLearnersSee } from '../visible.ts';

/** The checks as learners may see them; none where there is no verdict. */
export function checksOf({ verdict }: Judgement): readonly CheckResult[] {
  return verdict.kind === 'error' ? [] : verdict.checks.map(asLearnersSee);
}

/** Everything there is to say about why a check did not pass, line by line. */
export function causeText(cause: Cause | undefined): string {
  if (cause === undefined) return '';
  return [
    cause.rationale,
    cause.expected === undefined ? undefined : `expected: ${cause.expected}`,
    cause.actual === undefined ? undefined : `actual: ${cause.actual}`,
    cause.location === undefined ? undefined : `at ${placeOf(cause.location)}`,
    cause.replay === undefined ? undefined : `replay: ${cause.replay}`,
    `Next: ${cause.help}`,
  ].filter((line) => line !== undefined).map(shown).join('\n');
}

/** What a learner's program printed on both streams, fit to be shown. */
export function outputText({ output }: Judgement): string {
  return shown(output.map(({ text, truncated }) => (truncated ? `${text.replace(/\n?$/, '\n')}… and then it was cut\n` : text)).join(''));
}

/** One line of it. */
export function oneLine(text: string): string {
  return shown(text).replaceAll(/\s*\n\s*/g, ' ').trim();
}
