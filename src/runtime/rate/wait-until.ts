import type { Context } from '../context/index.ts';
import { select } from '../select.ts';
import { newTimer, now } from '../time/index.ts';
import type { GiveBack } from './reservation.ts';

/**
 * Waits until `moment`; when the context ends before, gives back what was taken. Never returns early: the platform's timers may be
 * early by up to a millisecond, so it looks at the clock again.
 * @throws what `ctx.err()` gives
 */
export async function waitUntil(ctx: Context, moment: number, giveBack: GiveBack): Promise<void> {
  let left = moment - now();
  while (left > 0) {
    if (await endsWithin(ctx, left)) {
      const at = now();
      if (moment >= at) giveBack(at);
      throw ctx.err() as Error;
    }
    left = moment - now();
  }
}

/** Waits for `duration` milliseconds. @returns whether the context ended meanwhile */
async function endsWithin(ctx: Context, duration: number): Promise<boolean> {
  // A moment that never comes needs no timer, and one would hide that everybody waits for ever.
  const timer = duration === Infinity ? undefined : newTimer(duration);
  const event = await select({ due: timer?.channel ?? null, ended: ctx.done() });
  timer?.stop();
  return event.case === 'ended';
}
