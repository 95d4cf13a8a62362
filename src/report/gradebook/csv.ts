/** Tables for spreadsheets. A cell that a spreadsheet would take for a formula is made a text. */
import { stringify } from 'csv-stringify/sync';
import { points, type Gradebook, type GradedResult } from './document.ts';

/**
 * A cell that begins with one of these is a formula to Excel, LibreOffice or Google Sheets, and a student's name or a program's output
 * may not become one. An apostrophe before it is what they take for a text. See OWASP, "CSV Injection".
 */
const formula = /^[\s\u200B\uFEFF]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

export function csvText(rows: readonly (readonly string[])[]): string {
  return stringify(rows.map((row) => row.map(harmless)), { record_delimiter: 'windows', quoted_match: /[\n\r\t;]/ });
}

/** Numbers stay numbers. */
export function harmless(cell: string): string {
  return formula.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

/** One row a student: what counts, and for each exercise what was computed, taken away and set by hand, then every check. */
export function gradebookCsv(book: Gradebook): string {
  const hasNames = book.students.some(({ name }) => name !== undefined);
  const head = [
    'student', ...(hasNames ? ['name'] : []), 'total', 'max',
    ...book.exercises.flatMap(({ id, checks }) => [id, ...['state', 'computed', 'late minutes', 'penalty', 'override', 'reason', 'trust'].map((column) => `${id} ${column}`), ...checks.map((check) => `${id} ${check.id}`)]),
  ];
  const rows = book.students.map(({ student, name = '', total, max, results }) => [
    student, ...(hasNames ? [name] : []), points(total), points(max),
    ...book.exercises.flatMap((exercise) => cellsOf(results.find((result) => result.exercise === exercise.id), exercise.checks.map(({ id }) => id))),
  ]);
  return csvText([head, ...rows]);
}

function cellsOf(result: GradedResult | undefined, checks: readonly string[]): string[] {
  if (result === undefined) return Array.from({ length: 8 + checks.length }, () => '');
  const { final, state, computed, late, override, trust = '' } = result;
  return [
    points(final), state, state === 'no-verdict' ? '' : points(computed), late === undefined ? '' : String(late.minutes), late === undefined ? '' : points(late.penalty),
    override === undefined ? '' : points(override.score), override?.reason ?? '', trust,
    ...checks.map((id) => result.checks.find((check) => check.id === id)?.status ?? ''),
  ];
}
