import type { Memory } from './kinds.ts';

/** Bytes in use after a collection; the child runs with `--expose-gc`. */
export function memoryNow(): Memory {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, resident: rss };
}

/** What is held now that was not before. */
export function heldSince(before: Memory, now: Memory): Memory {
  return { heap: now.heap - before.heap, resident: now.resident - before.resident };
}

/** Every microtask that is due has run. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}
