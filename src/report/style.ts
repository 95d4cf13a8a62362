/** How a report looks: width, colour and characters, decided by the caller. */
import { Chalk, type ChalkInstance } from 'chalk';

export interface ReportStyle {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: 'ansi' | 'none';
  readonly glyphs: 'unicode' | 'ascii';
  /** `none`: results only, without next steps. */
  readonly advice: 'full' | 'none';
}

export interface Glyphs {
  readonly pass: string;
  readonly fail: string;
  readonly error: string;
  readonly differs: string;
  readonly skipped: string;
  readonly started: string;
  readonly new: string;
  readonly current: string;
  readonly margin: string;
  readonly more: string;
}

const unicode: Glyphs = { pass: '✓', fail: '✗', error: '!', differs: '≠', skipped: '-', started: '•', new: ' ', current: '→', margin: '│', more: '…' };
const ascii: Glyphs = { pass: '+', fail: 'x', error: '!', differs: '~', skipped: '-', started: '*', new: ' ', current: '>', margin: '|', more: '...' };

export function glyphsOf(style: ReportStyle): Glyphs {
  return style.glyphs === 'unicode' ? unicode : ascii;
}

/** The sixteen basic colours only: they follow the terminal's own theme. */
export function paintOf(style: ReportStyle): ChalkInstance {
  return new Chalk({ level: style.colour === 'ansi' ? 1 : 0 });
}
