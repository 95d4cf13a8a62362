import type { Cancellable } from '../../runtime/context/context.ts';
import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Operation } from '../../runtime/operation.ts';
import type { SourceSite } from '../../runtime/sites.ts';
import type { FindingKind } from '../report.ts';
import type { Race } from '../race/race-detector.ts';
import type { Starved } from './starvation.ts';
import type { WaitEdge } from './lock-watch.ts';

/** What was wrong under a schedule, in the scheduler's own objects. */
export interface Fault {
  readonly kind: FindingKind;
  readonly detail?: string;
  readonly error?: unknown;
  /** The goroutines concerned. */
  readonly goroutines: readonly Goroutine[];
  /** The operation that broke a rule. */
  readonly operation?: Operation;
  /** The two accesses that nothing orders. */
  readonly race?: Race;
  /** Who waits for whom in a circle. */
  readonly cycle?: readonly WaitEdge[];
  /** Who tries in vain, and for what. */
  readonly starved?: Starved;
  /** Contexts that nobody ends, all made at one place. */
  readonly contexts?: readonly Cancellable[];
  /** Where it happened, when that is known without a second run. */
  readonly site?: SourceSite;
}

/** A fault of some goroutines, if there are any. */
export function faultOf(kind: FindingKind, goroutines: readonly Goroutine[], detail?: string): Fault | undefined {
  if (goroutines.length === 0) return undefined;
  return { kind, goroutines, ...(detail === undefined ? {} : { detail }) };
}
