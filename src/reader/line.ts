/** Lines of styled text, and the measuring and cutting every renderer shares. */
import { stripVTControlCharacters } from 'node:util';
import sliceAnsi from 'slice-ansi';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/**
 * One row of a text. `prose` fits the width it was made for; `code` keeps its full length, because a program
 * that is wrapped can no longer be read by its indentation: the screen cuts it, plain text prints all of it.
 */
export interface Line {
  readonly kind: 'prose' | 'code';
  readonly text: string;
}

/** What to do with a word wider than the line: a screen breaks it, plain text keeps it whole so that it can be copied. */
export type LongWords = 'break' | 'keep';

export const blank: Line = { kind: 'prose', text: '' };

const tabStop = 4;

/** A blank inside something that stays on one row, such as code. Whatever comes out of `wrap` has ordinary blanks. */
const heldBlank = '\u00a0';

/** Marks text that stays on one row where it fits on one. */
export function held(text: string): string {
  return text.replaceAll(' ', heldBlank);
}

/** The widest part of a text that `wrap` keeps whole. */
export function widestWord(text: string): number {
  return Math.max(0, ...text.split(/[ \n]/).map((word) => stringWidth(word)));
}

/** Wraps styled text; every row after the first is indented by `hanging` columns. */
export function wrap(text: string, width: number, longWords: LongWords, hanging = 0): Line[] {
  const room = Math.max(1, width - hanging);
  const rows = text.split('\n').flatMap((paragraph) => wrapAnsi(letGo(paragraph, room), room, { hard: longWords === 'break' }).split('\n'));
  return rows.map((row, index) => ({ kind: 'prose', text: ((index === 0 ? '' : ' '.repeat(hanging)) + row).replaceAll(heldBlank, ' ') }));
}

/** Code that is too wide for a row is broken at its blanks after all. */
function letGo(paragraph: string, room: number): string {
  return paragraph.split(' ').map((word) => (stringWidth(word) > room ? word.replaceAll(heldBlank, ' ') : word)).join(' ');
}

/** Puts `first` before the first line and as many columns of space before the others. */
export function indent(lines: readonly Line[], first: string): Line[] {
  const rest = ' '.repeat(stringWidth(first));
  return lines.map((line, index) => prefixed(line, index === 0 ? first : rest));
}

/** Puts the same text before every line. */
export function prefixAll(lines: readonly Line[], prefix: string): Line[] {
  return lines.map((line) => prefixed(line, prefix));
}

function prefixed(line: Line, prefix: string): Line {
  return line.text === '' && prefix.trim() === '' ? line : { ...line, text: prefix + line.text };
}

/** Tabs become spaces and everything that could move the cursor goes: what is left is exactly what a terminal draws. */
export function printable(text: string): string {
  const clean = stripVTControlCharacters(text.replaceAll('\r\n', '\n')).replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
  return clean.includes('\t') ? clean.split('\n').map(expandTabs).join('\n') : clean;
}

function expandTabs(row: string): string {
  return row.split('\t').reduce((done, part, index) =>
    index === 0 ? part : done + ' '.repeat(tabStop - stringWidth(done) % tabStop) + part, '');
}

/**
 * Cuts a line for a screen of `width` columns, starting at column `left`. `→` in the last column says that the line
 * goes on, `←` in the first that it began earlier.
 */
export function cut(line: Line, width: number, left = 0): string {
  const start = line.kind === 'code' ? left : 0;
  const full = stringWidth(line.text);
  if (start === 0 && full <= width) return line.text;
  const before = start > 0 && full > 0 ? '←' : '';
  const from = start + before.length;
  const fits = full - start <= width;
  return before + (fits ? sliceAnsi(line.text, from) : sliceAnsi(line.text, from, start + width - 1) + '→');
}

/** Pads styled text with spaces to a width. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** Blocks of lines one under another with an empty line between them. */
export function joined(groups: readonly (readonly Line[])[]): Line[] {
  return groups.filter((group) => group.length > 0).flatMap((group, index) => (index === 0 ? [...group] : [blank, ...group]));
}
