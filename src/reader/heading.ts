/** Headings inside a text. */
import chalk from 'chalk';
import stringWidth from 'string-width';
import { type Line, type LongWords, wrap } from './line.ts';

/** Where bold and colour cannot tell a heading from a short paragraph, a row of dashes under it does. */
export function headingLines(text: string, style: (text: string) => string, options: { readonly width: number; readonly longWords: LongWords }): Line[] {
  const lines = wrap(style(text), options.width, options.longWords);
  if (chalk.level > 0) return lines;
  const width = Math.max(...lines.map((line) => stringWidth(line.text)));
  return [...lines, { kind: 'prose', text: '-'.repeat(width) }];
}
