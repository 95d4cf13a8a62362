import type { ReportStyle } from '../report/index.ts';
import type { CommandIo } from './io.ts';

/** How reports look on this terminal. */
export function reportStyle(io: CommandIo): ReportStyle {
  return { width: io.columns, colour: io.colour ? 'ansi' : 'none', glyphs: io.unicode ? 'unicode' : 'ascii', advice: io.quiet ? 'none' : 'full' };
}
