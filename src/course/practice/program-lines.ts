import type { LineRange, Program } from '../model.ts';

/** The lines of the file that a reader sees. */
export function shownLines({ headerLines, shown }: Program): LineRange {
  return { from: headerLines + 1, to: headerLines + shown.trimEnd().split('\n').length };
}
