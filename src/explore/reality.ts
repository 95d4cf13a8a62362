import { turn, turnAfter } from './platform/event-loop.ts';

/** What whoever waits for the real world knows about it. */
export interface Outlook {
  /** Whether the schedule goes on, or is over. */
  goesOn(): boolean;
  /** Whether something real is under way that may still help. `waited`: real milliseconds so far. */
  mayWait(waited: number): boolean;
  /** How often something real was waited for in vain that is still there. */
  vainWaits(): number | undefined;
}

/** Waits until the real world has made the schedule go on, or nothing in it can any more. `in vain`: something is there that still could, but has not for long. */
export async function waitForReality({ goesOn, mayWait, vainWaits }: Outlook): Promise<'fulfilled' | 'given up' | 'in vain'> {
  const since = performance.now();
  const before = vainWaits();
  for (;;) {
    // Two turns, so that whatever has already happened is seen.
    await turn();
    await turn();
    if (goesOn()) return 'fulfilled';
    if (!mayWait(performance.now() - since)) return vainWaits() === before ? 'given up' : 'in vain';
    await turnAfter(1);
  }
}
