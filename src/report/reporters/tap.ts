/** TAP, version 14. */
import type { CheckResult, Judgement } from '../../judge/verdict.ts';
import type { CheckOutcome } from '../check-document.ts';
import { checksOf, oneLine, outputText } from './words.ts';

interface Point {
  readonly ok: boolean;
  readonly description: string;
  readonly skip?: string;
  readonly diagnostics?: Readonly<Record<string, unknown>>;
}

/** One test point for each check, and one for each exercise without a verdict. */
export function tapText({ judgements, problems, interrupted }: CheckOutcome): string {
  const parts: { readonly points: readonly Point[]; readonly comments: readonly string[] }[] = [
    ...judgements.map((judgement) => ({ points: pointsOf(judgement), comments: commentsOf(judgement) })),
    ...problems.map(({ exercise, message, nextStep }) => ({ points: [{ ok: false, description: `${exercise}: no verdict`, diagnostics: { severity: 'error', message, help: nextStep } }], comments: [] })),
  ];
  const lines: string[] = [];
  let number = 0;
  for (const { points, comments } of parts) {
    lines.push(...comments);
    for (const point of points) lines.push(...pointLines(point, number += 1));
  }
  return ['TAP version 14', `1..${number}`, ...lines, ...(interrupted ? ['Bail out! Interrupted.'] : []), ''].join('\n');
}

/** Comments cannot be taken for anything else, whatever a program printed. */
function commentsOf(judgement: Judgement): string[] {
  const printed = outputText(judgement).replace(/\n$/, '');
  return [`# ${judgement.exercise}, ${oneLine(judgement.title)}`, ...(printed === '' ? [] : printed.split('\n').map((line) => `# | ${line}`.trimEnd()))];
}

function pointsOf(judgement: Judgement): Point[] {
  const { exercise, verdict } = judgement;
  if (verdict.kind === 'error') return [{ ok: false, description: `${exercise}: no verdict`, diagnostics: { severity: 'error', message: verdict.cause.message, help: verdict.cause.help } }];
  return checksOf(judgement).map((check) => pointOf(exercise, check));
}

function pointOf(exercise: string, { id, description, status, cause, score, max, durationMs }: CheckResult): Point {
  const name = `${exercise} ${id}: ${description}`;
  switch (status) {
    case 'pass': return { ok: true, description: name };
    case 'skipped': return { ok: true, description: name, skip: cause?.rationale ?? 'Not run.' };
    case 'fail':
    case 'error': return {
      ok: false, description: name,
      diagnostics: {
        severity: status, message: cause?.rationale, kind: cause?.finding?.kind ?? cause?.kind, help: cause?.help, expected: cause?.expected, actual: cause?.actual,
        at: cause?.location, replay: cause?.replay, score, max, duration_ms: Math.round(durationMs),
      },
    };
  }
}

function pointLines({ ok, description, skip, diagnostics }: Point, number: number): string[] {
  const directive = skip === undefined ? '' : ` # SKIP ${oneLine(skip)}`;
  return [
    `${ok ? 'ok' : 'not ok'} ${number} - ${escaped(oneLine(description))}${directive}`,
    ...(diagnostics === undefined ? [] : ['  ---', ...Object.entries(diagnostics).filter(([, value]) => value !== undefined).map(([key, value]) => `  ${key}: ${yaml(value)}`), '  ...']),
  ];
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('#', '\\#');
}

/** JSON is YAML, and puts every text on one line. What some readers take for the end of a line is written out. */
function yaml(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[\u007F-\u009F\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
