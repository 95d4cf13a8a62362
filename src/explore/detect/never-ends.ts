import type { Goroutine } from '../../runtime/goroutine.ts';
import { faultOf, type Fault } from './fault.ts';
import { isAsleep } from './goroutines.ts';

/** Main has returned long ago, and goroutines are left that are still busy. */
export function neverEnds(ordinary: readonly Goroutine[]): Fault | undefined {
  return faultOf('never-ends', ordinary.filter((goroutine) => !goroutine.isParked || isAsleep(goroutine)));
}
