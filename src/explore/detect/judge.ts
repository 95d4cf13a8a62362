import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Program } from '../../runtime/program.ts';
import type { Stop } from '../control.ts';
import type { ControlledScheduler } from '../controlled-scheduler.ts';
import { deadlock, lockCycle } from './deadlock.ts';
import { faultOf, type Fault } from './fault.ts';
import { aliveIn, isAsleep, waitsForRun } from './goroutines.ts';
import { leak } from './leak.ts';
import { type ContextSource, lostCancels } from './lost-cancel.ts';
import { livelock } from './livelock.ts';
import { neverEnds } from './never-ends.ts';

/** What there is to judge a schedule by. */
export interface Evidence {
  readonly stop: Stop;
  readonly scheduler: ControlledScheduler;
  readonly root: Program;
  /** Whether main has returned. */
  readonly main: 'returned' | 'unfinished';
  readonly source: ContextSource;
}

/** What a schedule's end means: everything that is wrong with it, by precedence. */
export function judge(evidence: Evidence): readonly Fault[] {
  const { stop } = evidence;
  switch (stop.kind) {
    case 'stopped': return [];
    case 'unawaited': return [{ kind: 'unawaited', goroutines: [stop.goroutine], ...(stop.operation ? { operation: stop.operation } : {}) }];
    case 'blocks': return [{ kind: 'uncontrolled', detail: 'blocks', goroutines: [stop.goroutine] }];
    case 'real': return forbidden(evidence, stop.goroutine);
    case 'cycle': case 'bound': case 'rest': return evidence.main === 'returned' ? afterMain(evidence) : beforeMain(evidence);
    default: return stop satisfies never;
  }
}

/** Somebody waits for the real world, and may not. What main has left under way without waiting for it, nobody waits for. */
function forbidden({ scheduler, root, main }: Evidence, woken: Goroutine | undefined): readonly Fault[] {
  const waiting = woken ? [woken] : aliveIn(scheduler, root).filter((goroutine) => main === 'unfinished' || !goroutine.daemon);
  const fault = faultOf('uncontrolled', waiting, 'io');
  return fault ? [fault] : [];
}

/** Main has not returned, and will not. */
function beforeMain(evidence: Evidence): readonly Fault[] {
  const { stop, scheduler, root } = evidence;
  const cycle = scheduler.locks.cycle();
  const alive = aliveIn(scheduler, root);
  if (stop.kind === 'rest') return [faultOf('uncontrolled', outside(evidence)) ?? (mayBeWoken(evidence) ? { kind: 'uncontrolled', detail: 'external', goroutines: alive } : deadlock(alive, cycle))];
  return [cycle ? lockCycle(cycle) : livelock(alive, scheduler.starvation.starved)];
}

/** Something outside could still wake a goroutine: it is there, or the program has said so. */
function mayBeWoken({ stop, scheduler }: Evidence): boolean {
  if (stop.kind === 'rest' && stop.waited === 'in vain') return true;
  return [...scheduler.programs].some(({ wakers }) => [...wakers].some((waker) => waker.asleep === undefined));
}

/** Main has returned; whoever is left has had time to end. */
function afterMain(evidence: Evidence): readonly Fault[] {
  const { scheduler, root, source } = evidence;
  const cycle = scheduler.locks.cycle();
  const left = aliveIn(scheduler, root).filter((goroutine) => !goroutine.daemon && !cycle?.stuck.includes(goroutine));
  const faults = [
    faultOf('uncontrolled', outside(evidence).filter((goroutine) => !goroutine.daemon)),
    cycle && lockCycle(cycle),
    ...leftovers(evidence, left),
    ...lostCancels(scheduler.lostContexts(aliveIn(scheduler, root), (made) => source.cancelUse(made)), source),
  ];
  return faults.filter((fault) => fault !== undefined);
}

/** Those who are stuck, and those who go on for ever. While others go on, who is stuck is known only of what they have nothing to do with. */
function leftovers({ stop, scheduler: { aftermath, steps } }: Evidence, left: readonly Goroutine[]): readonly (Fault | undefined)[] {
  if (stop.kind === 'rest') return [leak(left), neverEnds(left.filter(isAsleep))];
  if (stop.kind !== 'bound' || !aftermath) return [];
  const busy = left.filter((goroutine) => !goroutine.isParked || aftermath.isBusy(goroutine, steps));
  return [leak(left.filter((goroutine) => aftermath.isForgotten(goroutine, steps))), neverEnds(busy)];
}

/** Those that await something else than the runtime. */
function outside({ scheduler }: Evidence): Goroutine[] {
  return [...scheduler.outside].filter((goroutine) => !waitsForRun(goroutine));
}
