import type { CheckOutcome } from './check-document.ts';
import { paintOf, type ReportStyle } from './style.ts';
import { count, hanging } from './text.ts';

/** One paragraph over several exercises: `2 passed, 1 failed, 1 without verdict.` */
export function renderSummary({ judgements, problems, interrupted }: CheckOutcome, style: ReportStyle): string {
  const of = (kind: string) => judgements.filter(({ verdict }) => verdict.kind === kind).length;
  const paint = paintOf(style);
  const parts = [
    part(of('pass'), 'passed', paint.green),
    part(of('fail'), 'failed', paint.red),
    part(of('error'), 'without verdict', paint.yellow),
    part(problems.length, 'could not be checked', paint.yellow),
  ].filter((text) => text !== undefined);
  const all = count(judgements.length + problems.length, 'exercise');
  return hanging('', `${all}: ${parts.length === 0 ? 'none checked' : parts.join(', ')}${interrupted ? ', then interrupted' : ''}.`, style.width).join('\n');
}

function part(number: number, word: string, colour: (text: string) => string): string | undefined {
  return number === 0 ? undefined : colour(`${number} ${word}`);
}
