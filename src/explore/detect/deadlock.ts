import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Fault } from './fault.ts';
import type { LockCycle } from './lock-watch.ts';
import { waitDetail } from './wait-detail.ts';

/** Main has not returned, nothing can run, and no timer can change that. */
export function deadlock(goroutines: readonly Goroutine[], cycle: LockCycle | undefined): Fault {
  if (cycle) return { ...lockCycle(cycle), goroutines: [...cycle.stuck, ...goroutines.filter((goroutine) => !cycle.stuck.includes(goroutine))] };
  const main = goroutines.find((goroutine) => goroutine === goroutine.program.main);
  const detail = waitDetail(main ?? goroutines[0]);
  return { kind: 'deadlock', goroutines, ...(detail === undefined ? {} : { detail }) };
}

/** Some goroutines wait for each other's locks, whatever the others do. */
export function lockCycle({ edges, stuck }: LockCycle): Fault {
  return { kind: 'deadlock', detail: 'lock-cycle', goroutines: stuck, cycle: edges };
}
