import type { CommandIo } from '../io.ts';

export interface ProgressLine {
  /** Replaces the line; an empty text takes it away. */
  show(text: string): void;
}

/** One line on standard error that is written over, where a person is looking; elsewhere nothing. */
export function progressLine(io: CommandIo): ProgressLine {
  const isTTY = 'isTTY' in io.stderr && io.stderr.isTTY;
  if (!isTTY || io.plain) return { show() {} };
  let shown = false;
  return {
    show(text) {
      if (text === '' && !shown) return;
      io.stderr.write(`\r\u001B[K${text.slice(0, Math.max(0, io.columns - 1))}`);
      shown = text !== '';
    },
  };
}
