/** The line with figures below what a demonstration prints. */
import type { CommandIo } from '../io.ts';
import { progressLine } from '../course/progress-line.ts';

export interface Figures {
  readonly milliseconds: number;
  readonly goroutines: number;
  /** The most there were at once. */
  readonly most: number;
}

export interface LiveLine {
  show(figures: Figures): void;
  /** Prints above the line. */
  above(stream: NodeJS.WriteStream, text: string): void;
  clear(): void;
}

/** In a terminal, one line that is written over; elsewhere only what is printed above it. */
export function liveLine(io: CommandIo, title: string): LiveLine {
  const line = progressLine(io);
  let current = '';
  // The line may only stand where a line begins.
  let isLineOpen = false;
  const draw = (): void => { if (!isLineOpen) line.show(current); };
  return {
    show({ milliseconds, goroutines, most }) {
      current = `${title}: ${(milliseconds / 1000).toFixed(1)} s, ${goroutines} ${goroutines === 1 ? 'goroutine' : 'goroutines'}, ${most} at most`;
      draw();
    },
    above(stream, text) {
      line.show('');
      stream.write(text);
      isLineOpen = !text.endsWith('\n');
      draw();
    },
    clear() {
      current = '';
      line.show('');
    },
  };
}
