/** How the rows and columns of a window are shared out. */
import type { Size } from './state.ts';

export const smallest: Size = { columns: 40, rows: 10 };

export function isTooSmall(size: Size): boolean {
  return size.columns < smallest.columns || size.rows < smallest.rows;
}

/** Low windows give every row to the text: no rule, no row for messages. */
export function isLow(size: Size): boolean {
  return size.rows < 16;
}

/** Rows between the header and the footer. */
export function bodyRows(size: Size): number {
  return Math.max(1, size.rows - (isLow(size) ? 2 : 4));
}

/** Space left and right of everything. */
export function margin(size: Size): number {
  return size.columns < 60 ? 1 : 2;
}

/** Columns for text and code. */
export function textColumns(size: Size): number {
  return size.columns - 2 * margin(size);
}

/** Prose is easiest to read when a row is not much longer than this. */
export function proseColumns(size: Size): number {
  return Math.min(76, textColumns(size));
}
