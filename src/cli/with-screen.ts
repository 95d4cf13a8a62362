import { withTerminal } from '../tui/ready-terminal.ts';
import { isInteractive, type CommandIo } from './io.ts';

/** Does the work of a command that may show the screens; where it will, the terminal is taken before they are loaded. */
export function withScreen<T>(io: CommandIo, work: () => Promise<T>): Promise<T> {
  return isInteractive(io) ? withTerminal(io.stdin, io.stdout, work) : work();
}
