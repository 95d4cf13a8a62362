import type { Goroutine } from '../../runtime/goroutine.ts';
import { faultOf, type Fault } from './fault.ts';

/** Main has returned long ago, and goroutines are left that are still busy. */
export function neverEnds(busy: readonly Goroutine[]): Fault | undefined {
  return faultOf('never-ends', busy);
}
