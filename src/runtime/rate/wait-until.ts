import type { Context } from '../context/index.ts';
import { select } from '../select.ts';
import { newTimer, now, sleep } from '../time/index.ts';
import type { GiveBack } from './reservation.ts';

/**
 * Waits until `moment`; when the context ends before, gives back what was taken. Never returns early: the platform's timers may be
 * early by up to a millisecond, so it looks at the clock again.
 * @throws what `ctx.err()` gives
 */
export async function waitUntil(ctx: Context, moment: number, giveBack: GiveBack | undefined): Promise<void> {
  let left = moment - now();
  // A wait that is over at once is an operation all the same: others get their turn, however fast a loop goes round.
  if (left <= 0) return sleep(0);
  while (left > 0) {
    if (await endsWithin(ctx, left)) {
      giveBackInTime(giveBack, moment);
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

function giveBackInTime(giveBack: GiveBack | undefined, moment: number): void {
  const at = now();
  if (moment >= at) giveBack?.(at);
}
