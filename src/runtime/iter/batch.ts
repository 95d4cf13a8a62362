import { select } from '../select.ts';
import { requireNumber } from '../time/clock.ts';
import { newTimer, type Timer } from '../time/timer.ts';
import { sequence } from './link.ts';
import { Pumps } from './pumps.ts';
import { requireCount } from './require-count.ts';
import type { Seq, Sequence } from './seq.ts';

/**
 * The values in groups, by size and by time: a group is complete with `size` values, or `duration` milliseconds after its first one came.
 * It is never empty. Where only the size counts, `chunk` does it without a goroutine and a clock.
 *
 * A goroutine goes through the source, and is at most one value ahead of the loop; leaving the loop stops it as it does with `merge`. While the loop
 * is busy with one group no other is begun, so no time runs out either.
 * @throws {RangeError} when the size is not a whole number from 1 up, or the duration is negative
 */
export function batch<T>(source: Seq<T>, size: number, duration: number): Sequence<T[]> {
  requireCount('iter.batch: the size', size, 1);
  requireNumber('iter.batch', duration);
  if (duration < 0) throw new RangeError(`iter.batch: a duration is not negative, as ${duration} is`);
  return sequence<T[]>(async function* (link) {
    const pumps = new Pumps('batch', [source], link);
    try {
      for (;;) {
        const [group, last] = await nextGroup(pumps, size, duration);
        // A failure comes instead of the values that were gathered when it happened.
        if (last) await pumps.leave();
        if (group.length > 0) yield group;
        if (last) return;
      }
    } finally {
      await pumps.leave();
    }
  });
}

/** Gathers a group, and says whether the source has ended. */
async function nextGroup<T>(pumps: Pumps<T>, size: number, duration: number): Promise<[group: T[], last: boolean]> {
  const [first, ok] = await pumps.values.receiveOk();
  if (!ok) return [[], true];
  const group = [first];
  const timer = timerFor(duration);
  try {
    while (group.length < size) {
      const event = await select({ value: pumps.values, late: timer?.channel ?? null });
      if (event.case === 'late') return [group, false];
      if (!event.ok) return [group, true];
      group.push(event.value);
    }
    return [group, false];
  } finally {
    timer?.stop();
  }
}

function timerFor(duration: number): Timer | undefined {
  return duration === Infinity ? undefined : newTimer(duration);
}
