import type { CaseName } from '../harness/kinds.ts';

const nothing = 'it waits in every operation, or in none: there is nothing to try first';

/** The cases in which trying first would change nothing. */
export const nothingToTry: Partial<Record<CaseName, string>> = {
  'spawn-100k': nothing, 'spawn-1m': nothing, timers: nothing, 'timers-fire': nothing, timeout: 'its select is awaited: it has no other form',
  'flat-10': nothing, 'flat-1k': nothing, 'flat-100k': nothing, 'flat-1m': nothing,
};
