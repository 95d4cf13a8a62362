import type { Goroutine } from '../runtime/goroutine.ts';
import type { Operation } from '../runtime/operation.ts';
import type { RaceRule } from './race/race-faults.ts';
import type { ScheduleEvent } from './schedule-event.ts';
import type { Endurance } from './step-bound.ts';
import type { Random } from './strategy/random.ts';
import type { Strategy } from './strategy/strategy.ts';

/** Why a schedule stopped. */
export type Stop =
  /** Nothing can run, and no timer can change that. `in vain`: something real is there that still could, but has not for long. */
  | { readonly kind: 'rest'; readonly waited?: 'in vain' }
  /** The step bound was reached. */
  | { readonly kind: 'bound' }
  /** The real world has woken a goroutine, or may wake some, although nothing real may be waited for. */
  | { readonly kind: 'real'; readonly goroutine?: Goroutine }
  /** Goroutines wait for each other's locks, whatever the others do. */
  | { readonly kind: 'cycle' }
  /** A goroutine broke a rule of the runtime; `operation` is the one that broke it. */
  | { readonly kind: 'unawaited'; readonly goroutine: Goroutine; readonly operation?: Operation }
  /** A goroutine would block the thread. */
  | { readonly kind: 'blocks'; readonly goroutine: Goroutine }
  /** Somebody outside said stop. */
  | { readonly kind: 'stopped' };

/** What a schedule tells those who watch it. Nothing is made for it while nobody does. */
export interface ScheduleObserver {
  event?(event: ScheduleEvent): void;
}

export interface ControlOptions extends Endurance {
  readonly strategy: Strategy;
  readonly random: Random;
  /** `drift`: a little time goes by in each step. `idle`: time moves only when nothing can run. */
  readonly time: 'drift' | 'idle';
  readonly observer: ScheduleObserver;
  /** `waited`: real milliseconds so far. */
  readonly mayWait: MayWait;
  /** Nothing real may be waited for: whether something is under way all the same. */
  readonly forbids?: () => boolean;
  /** How often something real was waited for in vain that is still there. */
  readonly vainWaits?: () => number;
  /** Whether to look for races. */
  readonly races: RaceRule;
}

/** Whether something real is under way that may wake a goroutine: anything, or only what began with the exploration. */
export type MayWait = (waited: number, hope: 'anything' | 'what-began') => boolean;
