/** What a learner's program printed, set apart from our own words and bounded. */
import { glyphsOf, paintOf, type ReportStyle } from './style.ts';
import { count, firstLines, shown } from './text.ts';
import wrapAnsi from 'wrap-ansi';

export interface Printed {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  readonly truncated: boolean;
}

const mostLines = 40;

export function outputLines(output: readonly Printed[], style: ReportStyle): string[] {
  return output.filter(({ text }) => text !== '').flatMap((printed) => ['', ...streamLines(printed, style)]);
}

function streamLines({ stream, text, truncated }: Printed, style: ReportStyle): string[] {
  const paint = paintOf(style);
  const { margin, more } = glyphsOf(style);
  const { lines, omitted } = firstLines(shown(text), mostLines);
  const width = Math.max(20, style.width - 4);
  const body = lines.flatMap((line) => wrapAnsi(line, width, { hard: true, trim: false, wordWrap: false }).split('\n'));
  const end = endOf(omitted, truncated);
  return [
    `  Your program printed${stream === 'stderr' ? ' on stderr' : ''}:`,
    ...body.map((line) => `  ${paint.dim(margin)} ${line}`.trimEnd()),
    ...(end === undefined ? [] : [`  ${paint.dim(`${more} ${end}`)}`]),
  ];
}

function endOf(omitted: number, truncated: boolean): string | undefined {
  if (truncated) return omitted > 0 ? `${count(omitted, 'more line')}, and then it was cut` : 'and then it was cut';
  return omitted > 0 ? count(omitted, 'more line') : undefined;
}
