/** The gate's results as terminal text. */
import { glyphsOf, hanging, paintOf, type ReportStyle } from '../report/index.ts';
import type { CourseCheck, Coverage, ExerciseCheck, GateProblem, LessonCheck, ProgramResult } from './results.ts';

/** One line, and below it whatever does not hold. */
export function renderLesson(check: LessonCheck, style: ReportStyle): string {
  const skipped = check.programs.filter((program) => program.status === 'skipped').length;
  const parts = [count(check.programs.length, 'program'), ...unchangedWords(check.programs), ...(skipped > 0 ? [`${skipped} skipped`] : [])];
  const missing = check.state === 'complete' ? missingLines(check.coverage, style) : [];
  return [headline(check, `${check.state}: ${parts.join(', ')}`, style), ...failureLines(check.programs, check.problems, style), ...missing].join('\n');
}

export function renderExercise(check: ExerciseCheck, style: ReportStyle): string {
  const of = (kind: string): number => check.answers.filter((answer) => answer.kind === kind).length;
  const words = ['starter', count(of('solution'), 'solution'), count(of('wrong'), 'wrong answer'), ...unchangedWords(check.answers)].join(', ');
  return [headline(check, words, style), ...failureLines(check.answers, check.problems, style), ...missingLines(check.coverage, style)].join('\n');
}

/** Coverage of each lesson and exercise checked, of the whole course, what was not checked, and the verdict. */
export function renderCourseSummary(check: CourseCheck, style: ReportStyle): string {
  const paint = paintOf(style);
  const parts = [...check.lessons, ...check.exercises];
  const own = parts.flatMap((part) => ownCoverage(part, style));
  const failed = parts.filter((part) => !part.passed);
  const uncovered = check.scope === 'all' ? check.coverage.flatMap(({ missing }) => missing) : [];
  const verdicts = check.passed
    ? [paint.green(`Everything holds: ${count(check.lessons.length, 'lesson')}, ${count(check.exercises.length, 'exercise')}, ${check.schedules} schedules a program, ${seconds(check.durationMs)}.`)]
    : [
        ...(failed.length === 0 ? [] : [paint.red(`${failed.length} of ${parts.length} do not hold: ${failed.map((part) => part.id).join(', ')}.`)]),
        ...(uncovered.length === 0 ? [] : [paint.red(`Nothing covers ${count(uncovered.length, 'id')}: ${some(uncovered)}.`)]),
      ];
  return [
    '', paint.bold('Coverage of what was checked'), ...own,
    '', ...wholeCoverage(check, style),
    '', ...check.notes.flatMap((note) => hanging('', note, style.width)), ...verdicts,
  ].join('\n');
}

function unchangedWords(results: readonly ProgramResult[]): readonly string[] {
  const unchanged = results.filter(({ status }) => status === 'unchanged').length;
  return unchanged === 0 ? [] : [`${unchanged} unchanged`];
}

function headline(check: LessonCheck | ExerciseCheck, words: string, style: ReportStyle): string {
  const paint = paintOf(style);
  const glyphs = glyphsOf(style);
  const mark = check.passed ? paint.green(glyphs.pass) : paint.red(glyphs.fail);
  return `${mark} ${check.id.padEnd(11)} ${check.slug} (${words}, ${seconds(check.durationMs)})`;
}

function failureLines(results: readonly ProgramResult[], problems: readonly GateProblem[], style: ReportStyle): readonly string[] {
  const paint = paintOf(style);
  const failed = results.filter((result) => result.status === 'fail').flatMap(({ path, message = '' }) =>
    [`    ${paint.bold(path)}`, ...message.split('\n').flatMap((line) => hanging(`      ${/^\s*/.exec(line)?.[0] ?? ''}`, line.trim(), style.width))]);
  const other = problems.flatMap(({ file, line, message }) => hanging('    ', `${file}${line === undefined ? '' : `:${line}`}: ${message}`, style.width));
  return [...failed, ...other];
}

function missingLines({ missing }: Coverage, style: ReportStyle): readonly string[] {
  return missing.length === 0 ? [] : hanging('    ', `nothing covers ${missing.join(' ')}`, style.width);
}

function ownCoverage({ id, coverage, ...check }: LessonCheck | ExerciseCheck, style: ReportStyle): readonly string[] {
  const covered = coverage.covered.length;
  const kind = 'state' in check && check.state === 'outline' ? ' (outline)' : '';
  const missing = coverage.missing.length === 0 ? 'nothing missing' : `${coverage.missing.length} missing: ${some(coverage.missing)}`;
  return hanging(`  ${(id + kind).padEnd(20)} `, `${count(covered, 'id')}, ${missing}`, style.width);
}

/** Kind by kind when everything was checked; one line when somebody works at a part. */
function wholeCoverage({ scope, coverage }: CourseCheck, style: ReportStyle): readonly string[] {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const total = `${sum(coverage.map((group) => group.covered))} of ${sum(coverage.map((group) => group.total))} ids`;
  if (scope === 'part') return [`The whole course covers ${total}.`];
  const groups = coverage.flatMap(({ group, total: all, covered, missing }) =>
    hanging(`  ${group.padEnd(20)} ${`${covered} of ${all}`.padEnd(12)}`, missing.length === 0 ? '' : `missing ${some(missing)}`, style.width));
  return [paintOf(style).bold(`Coverage of the whole course: ${total}`), ...groups];
}

function some(ids: readonly string[]): string {
  return ids.length <= 12 ? ids.join(' ') : `${ids.slice(0, 12).join(' ')} and ${ids.length - 12} more`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
