/** Rendering a lesson costs milliseconds and its text never changes: each part is rendered once for each width and language. */
import type { Line } from '../../reader/index.ts';

const known = new WeakMap<object, Map<string, readonly Line[]>>();
const most = 24;

export function remember(owner: object, key: string, make: () => readonly Line[]): readonly Line[] {
  const entries = known.get(owner) ?? new Map<string, readonly Line[]>();
  known.set(owner, entries);
  const found = entries.get(key);
  if (found !== undefined) return found;
  // A window that is dragged passes through many widths.
  if (entries.size >= most) entries.clear();
  const lines = make();
  entries.set(key, lines);
  return lines;
}
