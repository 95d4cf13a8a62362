import type { Goroutine } from '../../runtime/goroutine.ts';
import { faultOf, type Fault } from './fault.ts';
import { isAsleep } from './goroutines.ts';
import { waitDetail } from './wait-detail.ts';

/** Main has returned, and goroutines are left that wait for ever. */
export function leak(ordinary: readonly Goroutine[]): Fault | undefined {
  const stuck = ordinary.filter((goroutine) => goroutine.isParked && !isAsleep(goroutine));
  return faultOf('leak', stuck, waitDetail(stuck[0]));
}
