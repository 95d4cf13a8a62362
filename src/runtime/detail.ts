/**
 * How much the runtime remembers about where things happen.
 * - `off`: counts, wait reasons, channel names.
 * - `creation`: also where each goroutine and channel was made.
 * - `full`: also where each operation was called.
 *
 * Remembering costs a captured stack per event, so libraries run with `off`.
 */
export type Detail = 'off' | 'creation' | 'full';

let level: Detail = 'off';
/** How many things were made at each place since the level was set. */
const made = new Map<string, number>();

/** Sets how much is remembered from here on, for every program of this process. `off` until then. */
export function setDetail(detail: Detail): void {
  level = detail;
  made.clear();
  if (remembersOperations === (detail === 'full')) return;
  remembersOperations = !remembersOperations;
  changed(remembersOperations);
}

export function currentDetail(): Detail {
  return level;
}

/** The stack of the caller's caller, when `level` asks for the creation of things to be remembered. Its first line counts what was made at that place before. */
export function creationStack(): string | undefined {
  if (level === 'off') return undefined;
  const stack = captureStack().replace(/^.*/, '');
  const before = made.get(stack) ?? 0;
  made.set(stack, before + 1);
  return `${before}${stack}`;
}

/** How many things had been made at the same place before, by the stack that remembers it. */
export function creationIndex(stack: string): number {
  return Number.parseInt(stack, 10) || 0;
}

/** Where every operation is called is to be remembered. */
export let remembersOperations = false;
let changed: (remembers: boolean) => void = () => {};

/** Calls back when that changes. */
export function onRemembering(callback: (remembers: boolean) => void): void {
  changed = callback;
}

function captureStack(): string {
  return captured(30).stack ?? '';
}

/** The stack of the caller, as an error whose `stack` the engine writes when it is first read: that is nine tenths of the cost. */
export function captured(frames: number): Error {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = frames;
  const error = new Error('captured');
  Error.stackTraceLimit = before;
  return error;
}
