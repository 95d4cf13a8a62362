import { paintOf, type ReportStyle } from './style.ts';
import { hanging, shown } from './text.ts';

export interface Hint {
  readonly exercise: string;
  readonly title: string;
  readonly level: 1 | 2 | 3;
  readonly text: string;
}

/** One hint, and what can be asked next. */
export function renderHint({ exercise, title, level, text }: Hint, style: ReportStyle): string {
  const head = `Hint ${level} of 3 for ${exercise}, ${shown(title)}`;
  const next = level < 3 ? `More: concurrency-tutor hint ${exercise}` : `That was the last hint. concurrency-tutor solution ${exercise} --force shows a solution.`;
  const body = shown(text.trim()).split('\n').flatMap((line) => hanging('', line, style.width));
  return [
    ...hanging('', paintOf(style).bold(head), style.width),
    '',
    ...body,
    ...(style.advice === 'none' ? [] : ['', ...hanging('', next, style.width)]),
  ].join('\n');
}
