import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Fault } from './fault.ts';
import type { Starved } from './starvation.ts';

/** Main has not returned, although there was time enough and everybody got turns. The one who starves comes first, if one does. */
export function livelock(alive: readonly Goroutine[], starving: readonly Starved[]): Fault {
  const [starved] = starving.filter(({ goroutine }) => !goroutine.daemon).toSorted((a, b) => b.failures - a.failures);
  if (!starved) return { kind: 'livelock', goroutines: alive };
  return { kind: 'livelock', detail: 'starvation', goroutines: [starved.goroutine, ...alive.filter((goroutine) => goroutine !== starved.goroutine)], starved };
}
