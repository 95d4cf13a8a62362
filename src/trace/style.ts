import { Chalk, type ChalkInstance } from 'chalk';
import stringWidth from 'string-width';

/** How a picture in text looks. */
export interface TraceStyle {
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether the sixteen colours of a terminal are used. */
  readonly colour: 'ansi' | 'none';
  /** Which characters there are. */
  readonly glyphs: 'unicode' | 'ascii';
}

/** Narrow, without colour, in ASCII: fit for every log. */
export const plainStyle: TraceStyle = { width: 80, colour: 'none', glyphs: 'ascii' };

/** The sixteen basic colours only: they follow the terminal's own theme. */
export function paintOf({ colour }: TraceStyle): ChalkInstance {
  return new Chalk({ level: colour === 'ansi' ? 1 : 0 });
}

/** Text cut to a width, with a mark where something is missing. */
export function cut(text: string, width: number, { glyphs }: Pick<TraceStyle, 'glyphs'>): string {
  if (stringWidth(text) <= width) return text;
  const mark = glyphs === 'unicode' ? '…' : '.';
  let kept = '';
  for (const character of text) {
    if (stringWidth(kept + character) > width - 1) break;
    kept += character;
  }
  return kept + mark;
}

/** Text filled up to a width. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** Text that the program made, fit for a terminal: no commands, one line. */
export function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]+/g, ' ');
}
