import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Program } from '../../runtime/program.ts';
import type { ControlledScheduler, Stop } from '../controlled-scheduler.ts';
import { deadlock } from './deadlock.ts';
import { faultOf, type Fault } from './fault.ts';
import { aliveIn, waitsForRun } from './goroutines.ts';
import { leak } from './leak.ts';
import { neverEnds } from './never-ends.ts';

/** What there is to judge a schedule by. */
export interface Evidence {
  readonly stop: Stop;
  readonly scheduler: ControlledScheduler;
  readonly root: Program;
  /** Whether main has returned. */
  readonly main: 'returned' | 'unfinished';
}

/** What a schedule's end means: everything that is wrong with it, by precedence. */
export function judge(evidence: Evidence): readonly Fault[] {
  const { stop, scheduler, root, main } = evidence;
  switch (stop.kind) {
    case 'stopped': return [];
    case 'unawaited': return [{ kind: 'unawaited', goroutines: [stop.goroutine], ...(stop.operation ? { operation: stop.operation } : {}) }];
    case 'bound': return some(main === 'returned' ? neverEnds(ordinary(evidence)) : faultOf('livelock', aliveIn(scheduler, root)));
    case 'rest': return some(main === 'returned' ? restAfterMain(evidence) : restBeforeMain(evidence));
    default: return stop satisfies never;
  }
}

function restBeforeMain(evidence: Evidence): Fault | undefined {
  return faultOf('uncontrolled', outside(evidence)) ?? deadlock(aliveIn(evidence.scheduler, evidence.root));
}

function restAfterMain(evidence: Evidence): Fault | undefined {
  const left = ordinary(evidence);
  // Whoever is neither parked nor outside keeps a ticker or a timer going for ever.
  return faultOf('uncontrolled', outside(evidence).filter((goroutine) => !goroutine.daemon)) ?? leak(left) ?? neverEnds(left.filter((goroutine) => goroutine.isParked));
}

function ordinary({ scheduler, root }: Evidence): Goroutine[] {
  return aliveIn(scheduler, root).filter((goroutine) => !goroutine.daemon);
}

/** Those that await something else than the runtime. */
function outside({ scheduler }: Evidence): Goroutine[] {
  return [...scheduler.outside].filter((goroutine) => !waitsForRun(goroutine));
}

function some(fault: Fault | undefined): readonly Fault[] {
  return fault ? [fault] : [];
}
