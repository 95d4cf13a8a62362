/** A table → aligned columns, or, where they do not fit, one small list for each row. */
import stringWidth from 'string-width';
import type { Inline } from '../course/model.ts';
import { inlineText } from './inline.ts';
import { joined, type Line, type LongWords, pad, widestWord, wrap } from './line.ts';
import { theme } from './theme.ts';

interface Table {
  readonly header: readonly (readonly Inline[])[];
  readonly rows: readonly (readonly (readonly Inline[])[])[];
}

const gap = 2;
const narrowestColumn = 12;

export function tableLines(table: Table, width: number, longWords: LongWords): Line[] {
  const header = table.header.map(inlineText);
  const rows = table.rows.map((row) => row.map(inlineText));
  const widths = columnWidths([header, ...rows], width);
  return widths === undefined ? stacked(header, rows, width, longWords) : aligned(header, rows, widths);
}

/**
 * The natural width of every column, with the widest ones narrowed until they fit, but no word or code broken;
 * undefined when they would be too narrow to read.
 */
function columnWidths(rows: readonly (readonly string[])[], width: number): number[] | undefined {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) => Math.max(1, ...rows.map((row) => stringWidth(row[column] ?? ''))));
  const least = widths.map((natural, column) => Math.min(natural, Math.max(narrowestColumn, ...rows.map((row) => widestWord(row[column] ?? '')))));
  const room = width - gap * (columns - 1);
  const sum = () => widths.reduce((total, each) => total + each, 0);
  while (sum() > room) {
    const slack = widths.map((each, column) => (each > (least[column] ?? 0) ? each : 0));
    const widest = Math.max(...slack);
    if (widest === 0) return undefined;
    widths[slack.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function aligned(header: readonly string[], rows: readonly (readonly string[])[], widths: readonly number[]): Line[] {
  const rule: Line = { kind: 'prose', text: theme.quiet(widths.map((each) => '─'.repeat(each)).join(' '.repeat(gap))) };
  return [...alignedRow(header.map(theme.strong), widths), rule, ...rows.flatMap((row) => alignedRow(row, widths))];
}

function alignedRow(cells: readonly string[], widths: readonly number[]): Line[] {
  const wrapped = widths.map((width, column) => wrap(cells[column] ?? '', width, 'break'));
  const height = Math.max(...wrapped.map((cell) => cell.length));
  return Array.from({ length: height }, (_, index) => ({
    kind: 'prose',
    text: widths.map((width, column) => pad(wrapped[column]?.[index]?.text ?? '', width)).join(' '.repeat(gap)).trimEnd(),
  }));
}

function stacked(header: readonly string[], rows: readonly (readonly string[])[], width: number, longWords: LongWords): Line[] {
  return joined(rows.map((row) => row.flatMap((cell, column) => {
    const label = header[column] ?? '';
    return wrap(label === '' ? cell : `${theme.strong(`${label}:`)} ${cell}`, width, longWords, 2);
  })));
}
