import type { Goroutine } from '../../runtime/goroutine.ts';
import { faultOf, type Fault } from './fault.ts';
import { waitDetail } from './wait-detail.ts';

/** Main has not returned, nothing can run, and no timer can change that. */
export function deadlock(goroutines: readonly Goroutine[]): Fault {
  const main = goroutines.find((goroutine) => goroutine === goroutine.program.main);
  return faultOf('deadlock', goroutines, waitDetail(main ?? goroutines[0])) ?? { kind: 'deadlock', goroutines };
}
