/** A judgement as a person reads it: the verdict first, then each check, then what the program printed. */
import type { Site } from '../explore/report.ts';
import type { Cause, CheckResult, CheckStatus, Judgement } from '../judge/verdict.ts';
import { findingLines, placeOf } from './finding.ts';
import { outputLines } from './output.ts';
import { glyphsOf, paintOf, type ReportStyle } from './style.ts';
import { count, hanging, shown, together } from './text.ts';
import { asLearnersSee } from './visible.ts';

const statusWidth = 'skipped'.length;
const skippedReason = 'Skipped checks build on others that have not passed yet.';

export function renderJudgement(judgement: Judgement, style: ReportStyle): string {
  return [...headLines(judgement, style), ...bodyLines(judgement, style), ...nextLines(judgement, style)].join('\n');
}

/** One check, as soon as it is decided. */
export function renderCheck(check: CheckResult, style: ReportStyle): string {
  return checksLines([check], style).join('\n');
}

/** What is left to say when every check has been told: what the program printed, the verdict, what to do next. */
export function renderEnd(judgement: Judgement, style: ReportStyle): string {
  const { verdict, output } = judgement;
  const body = verdict.kind === 'error' ? bodyLines(judgement, style) : verdict.kind === 'fail' ? outputLines(output, style) : [];
  return [...body, ...(body.length === 0 ? [] : ['']), ...headLines(judgement, style), ...nextLines(judgement, style)].join('\n').replace(/^\n/, '');
}

function headLines(judgement: Judgement, style: ReportStyle): string[] {
  const { verdict, exercise, title, score, max } = judgement;
  const paint = paintOf(style);
  const glyphs = glyphsOf(style);
  const name = `${exercise}, ${shown(title)}`;
  switch (verdict.kind) {
    case 'pass': return hanging(`${paint.green.bold(`${glyphs.pass} passed`)}  `, `${name}: ${score} of ${count(max, 'point')}`, style.width);
    case 'fail': return hanging(`${paint.red.bold(`${glyphs.fail} failed`)}  `, `${name}: ${score} of ${count(max, 'point')}${missingBesides(judgement)}`, style.width);
    case 'error': return hanging(`${paint.yellow.bold(`${glyphs.error} no verdict`)}  `, name, style.width);
  }
}

/** All points and still no pass: what carries no points has failed. */
function missingBesides({ verdict, score, max }: Judgement): string {
  if (verdict.kind !== 'fail' || score < max) return '';
  const failed = verdict.checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
  return `, but ${failed.join(' and ')} must pass too`;
}

function bodyLines(judgement: Judgement, style: ReportStyle): string[] {
  const { verdict } = judgement;
  switch (verdict.kind) {
    case 'pass': return ['', ...checksLines(verdict.checks, style)];
    case 'fail': return ['', ...checksLines(verdict.checks, style), ...outputLines(judgement.output, style)];
    case 'error': return [
      '',
      ...hanging('  ', 'This is a fault of concurrency-tutor, not of your work. It does not count as an attempt.', style.width),
      ...hanging('  ', shown(verdict.cause.message), style.width),
      ...hanging('  ', shown(verdict.cause.help), style.width),
    ];
  }
}

function checksLines(checks: readonly CheckResult[], style: ReportStyle): string[] {
  const text = new ChecksText(style);
  return [...checks.flatMap((check) => text.lines(check)), ...text.lastLines()];
}

/** The checks of one judgement, one after the other. The same finding is told once, at the first check that met it. */
class ChecksText {
  readonly #style: ReportStyle;
  readonly #told = new Set<string>();
  #isSomethingSkipped = false;

  constructor(style: ReportStyle) {
    this.#style = style;
  }

  lines(result: CheckResult): string[] {
    const check = asLearnersSee(result);
    const finding = check.cause?.finding;
    const key = finding === undefined ? undefined : `${finding.kind} ${finding.message}`;
    const isRepeated = key !== undefined && this.#told.has(key);
    if (key !== undefined) this.#told.add(key);
    if (check.cause?.kind === 'dependency') this.#isSomethingSkipped = true;
    return [...checkLine(check, this.#style), ...(check.cause === undefined ? [] : causeLines(check.cause, this.#style, isRepeated ? 'repeated' : 'first'))];
  }

  /** Said once: in a long suite the same reason under every check would bury the failure. */
  lastLines(): string[] {
    return this.#isSomethingSkipped ? hanging('  ', paintOf(this.#style).dim(skippedReason), this.#style.width) : [];
  }
}

/** A judgement told while it is made: each check as soon as it is decided, and the verdict last. */
export class JudgementTelling {
  readonly #style: ReportStyle;
  readonly #checks: ChecksText;
  readonly #told = new Map<string, CheckStatus>();

  constructor(style: ReportStyle) {
    this.#style = style;
    this.#checks = new ChecksText(style);
  }

  /** What is being judged; said first. */
  title({ exercise, title }: Pick<Judgement, 'exercise' | 'title'>): string {
    return hanging('', paintOf(this.#style).bold(`${exercise}, ${shown(title)}`), this.#style.width).join('\n');
  }

  check(result: CheckResult): string {
    this.#told.set(result.id, result.status);
    return this.#checks.lines(result).join('\n');
  }

  /** Everything that has not been said yet; the checks of the judgement have the last word. */
  end(judgement: Judgement): string {
    const { verdict } = judgement;
    const rest = verdict.kind === 'error' ? [] : verdict.checks.filter(({ id, status }) => this.#told.get(id) !== status).flatMap((check) => this.#checks.lines(check));
    const after = verdict.kind === 'error' ? bodyLines(judgement, this.#style) : verdict.kind === 'fail' ? outputLines(judgement.output, this.#style) : [];
    return [...rest, ...this.#checks.lastLines(), '', ...headLines(judgement, this.#style), ...after, ...nextLines(judgement, this.#style)].join('\n');
  }
}

function checkLine(check: CheckResult, style: ReportStyle): string[] {
  const mark = `${glyphsOf(style)[check.status]} ${check.status.padEnd(statusWidth)}`;
  const facts = [
    // The checks every exercise has carry no points.
    check.max === 0 ? undefined : together(`${check.score} of ${check.max}`),
    check.status === 'pass' && check.schedules > 1 ? together(`under ${check.schedules} schedules`) : undefined,
  ].filter((fact) => fact !== undefined);
  const suffix = facts.length === 0 ? '' : ` (${facts.join(', ')})`;
  return hanging(`  ${colourOf(check.status, style)(mark)}  `, shown(check.description) + suffix, style.width);
}

function colourOf(status: CheckStatus, style: ReportStyle): (text: string) => string {
  const paint = paintOf(style);
  switch (status) {
    case 'pass': return paint.green;
    case 'fail': return paint.red;
    case 'error': return paint.yellow;
    case 'skipped': return paint.dim;
  }
}

function causeLines(cause: Cause, style: ReportStyle, telling: 'first' | 'repeated'): string[] {
  const indent = '      ';
  const paint = paintOf(style);
  if (cause.kind === 'dependency') return [];
  const finding = cause.finding !== undefined && telling === 'first' ? findingOf(cause.finding, indent, style) : [];
  // A finding says itself what happened; saying it twice helps nobody.
  const isSaid = cause.finding !== undefined && finding.length > 0 && cause.rationale.includes(cause.finding.message);
  return [
    ...(isSaid ? [] : hanging(indent, shown(cause.rationale), style.width)),
    ...finding,
    ...labelled('expected', cause.expected, indent, style),
    ...labelled('actual', cause.actual, indent, style),
    ...(cause.location === undefined || isToldIn(cause.location, finding) ? [] : [`${indent}at ${paint.cyan(placeOf(cause.location))}`]),
    ...(style.advice === 'none' ? [] : hanging(`${indent}${paint.bold('Next:')} `, helpOf(cause), style.width)),
  ];
}

function isToldIn(site: Site, lines: readonly string[]): boolean {
  return lines.some((line) => line.includes(placeOf(site)));
}

function findingOf(finding: NonNullable<Cause['finding']>, indent: string, style: ReportStyle): string[] {
  const inner = { ...style, width: Math.max(20, style.width - indent.length) };
  return findingLines(finding, inner, { steps: 6 }).map((line) => indent + line);
}

function labelled(label: string, text: string | undefined, indent: string, style: ReportStyle): string[] {
  if (text === undefined) return [];
  return hanging(`${indent}${label.padEnd('expected'.length)}  `, shown(text), style.width);
}

function helpOf(cause: Cause): string {
  return cause.lesson === undefined ? shown(cause.help) : `${shown(cause.help)} Lesson: ${cause.lesson}.`;
}

function nextLines({ exercise, verdict, seed }: Judgement, style: ReportStyle): string[] {
  if (style.advice === 'none') return [];
  switch (verdict.kind) {
    case 'pass': return ['', ...hanging('', `Compare with ours: concurrency-tutor solution ${exercise}`, style.width)];
    case 'fail': return [
      '',
      ...hanging('', `Stuck? concurrency-tutor hint ${exercise}`, style.width),
      ...hanging('', `The same run again: concurrency-tutor check ${exercise} --seed ${seed}`, style.width),
    ];
    case 'error': return [];
  }
}
