/** Lines of text that fit a width. */
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

const narrowest = 20;
const noBreak = '\u00A0';

/** Wraps text at words, never at a no-break space. `first` starts the first line, blanks of the same width every other. Words too long are broken. */
export function hanging(first: string, text: string, width: number): string[] {
  const indent = ' '.repeat(stringWidth(first));
  const lines = wrapAnsi(text, Math.max(narrowest, width - indent.length), { hard: true, trim: true }).split('\n');
  return lines.map((line, index) => ((index === 0 ? first : indent) + line).replaceAll(noBreak, ' ').trimEnd());
}

/** Keeps a few words on one line. */
export function together(text: string): string {
  return text.replaceAll(' ', noBreak);
}

/**
 * Text a learner's program made, fit to be shown: terminal commands removed, other control characters made visible. Whatever a
 * program prints, it cannot move the cursor or forge a verdict.
 */
export function shown(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '    ')
    .replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** The first `most` lines, and how many were left out. */
export function firstLines(text: string, most: number): { lines: string[]; omitted: number } {
  const lines = text.replace(/\n$/, '').split('\n');
  return { lines: lines.slice(0, most), omitted: Math.max(0, lines.length - most) };
}

/** `3 checks`, `1 check`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
