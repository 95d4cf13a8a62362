import type { Operation } from '../runtime/operation.ts';
import type { ChannelCore } from '../runtime/channel-core.ts';
import type { Alarms } from './alarms.ts';
import type { Choice } from '../runtime/select-operation.ts';

/** How often, and by how many steps, the bound is moved when a timer may yet end what a program is busy with. */
const MOST_GRANTS = 20;
const GRANTED_STEPS = 500;

/** How long a schedule may go on. */
export interface Endurance {
  /** Steps in which nothing gets on, after which it counts as endless. */
  readonly patience: number;
  /** Steps after which it counts as endless in any case. */
  readonly maxSteps: number;
}

/**
 * When a schedule has gone on for too long. A long program is not endless for being long: as long as values and locks change hands and goroutines come
 * and go, it has `maxSteps`. A loop that only looks again and again has `patience`.
 */
export class StepBound {
  readonly #endurance: Endurance;
  /** The step in which something last got on. */
  #progress = 0;
  /** The step in which a goroutine that waited for a value was last woken. */
  #lastWake = -Infinity;
  /** The step in which a goroutine last looked in vain, or at a closed channel: it would go on looking however much time went by. */
  #lastLook = -Infinity;
  #grants = 0;
  /** Alarms are being told from those that are set again and again. */
  #isWatching = false;
  #bound: number;

  constructor(endurance: Endurance) {
    this.#endurance = endurance;
    this.#bound = Math.min(endurance.patience, endurance.maxSteps);
  }

  /** A goroutine has come or gone. */
  gotOn(steps: number): void {
    this.#progress = steps;
  }

  settled(operation: Operation, how: 'at once' | 'woken', steps: number): void {
    // Ticks that come while main waits for something else bring it no nearer.
    if (isTicked(operation) && operation.goroutine !== operation.goroutine.program.main) return;
    switch (operation.reason) {
      case 'runnable': case 'sleep': case 'run':
        return;
      case 'chan send':
        break;
      case 'chan receive':
        if ((operation.subject as ChannelCore<unknown>).isClosed) {
          this.#lastLook = steps;
          return;
        }
        break;
      case 'select': {
        const { arms, otherwise } = operation.subject as Choice;
        if (otherwise === 'default' || arms.some(({ channel }) => channel.isClosed)) {
          this.#lastLook = steps;
          return;
        }
        break;
      }
      default:
        this.#progress = steps;
        return;
    }
    this.#progress = steps;
    // A lock that changes hands is no news; a value that does is.
    if (how === 'woken') this.#lastWake = steps;
  }

  /** @returns whether `steps` are enough. Time goes on for those who may only be busy until an alarm rings */
  check(steps: number, clock: Pick<Alarms, 'skip' | 'skipToOld'>): 'go on' | 'enough' {
    if (steps < this.#bound) return 'go on';
    if (this.#grants < MOST_GRANTS && steps - this.#lastWake <= GRANTED_STEPS) {
      this.#grants++;
      clock.skip();
      return this.#grant(steps);
    }
    const { patience, maxSteps } = this.#endurance;
    this.#bound = Math.min(maxSteps, this.#progress + patience);
    if (steps < this.#bound) return 'go on';
    return steps < maxSteps && this.#mayBeWoken(steps, clock) ? this.#grant(steps) : 'enough';
  }

  /** Whoever sleeps, or lets others run, only waits; an alarm that has been set for long may end that. */
  #mayBeWoken(steps: number, clock: Pick<Alarms, 'skipToOld'>): boolean {
    if (steps - this.#lastLook <= GRANTED_STEPS) return false;
    const isSkipped = clock.skipToOld();
    const mayShow = isSkipped || !this.#isWatching;
    this.#isWatching = !isSkipped;
    return mayShow;
  }

  #grant(steps: number): 'go on' {
    this.#bound = steps + GRANTED_STEPS;
    return 'go on';
  }
}

/** It was completed by a timer. */
function isTicked({ reason, subject, value }: Operation): boolean {
  if (reason === 'chan receive') return (subject as ChannelCore<unknown>).timer !== undefined;
  if (reason !== 'select') return false;
  const key = (value as { readonly case?: unknown } | undefined)?.case;
  return (subject as Choice).arms.find((arm) => arm.key === key)?.channel.timer !== undefined;
}
