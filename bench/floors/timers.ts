import { delayOf, shortDelayOf } from '../cases/timers.ts';
import { checkCount } from '../harness/check.ts';

/** The platform's own timers. */
export async function stopping(timers: number): Promise<void> {
  const pending: NodeJS.Timeout[] = [];
  let fired = 0;
  for (let i = 0; i < timers; i++) pending.push(setTimeout(() => { fired++; }, delayOf(i)));
  for (const timer of pending) clearTimeout(timer);
  checkCount(fired, 0);
}

/** The platform's own timers. */
export function firing(timers: number): Promise<void> {
  return new Promise((resolve) => {
    let fired = 0;
    for (let i = 0; i < timers; i++) setTimeout(() => { if (++fired === timers) resolve(); }, shortDelayOf(i));
  });
}
