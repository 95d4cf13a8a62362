import type { Operation } from '../runtime/operation.ts';
import type { ChannelCore } from '../runtime/channel-core.ts';
import type { Alarms } from './alarms.ts';
import type { Choice } from '../runtime/select-operation.ts';

/** How often, and by how many steps, the bound is moved when a timer may yet end what a program is busy with. */
const MOST_GRANTS = 20;
const GRANTED_STEPS = 500;

/** How long a schedule may go on. */
export interface Endurance {
  /** Steps after which time goes on to the next alarm, for goroutines that wake each other and may only be busy until then. */
  readonly busy: number;
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
  /** The step in which a goroutine last looked in vain, or at a closed channel: without a pause it would go on looking however much time went by. */
  #lastLook = -Infinity;
  /** The step before which nothing could run, and time went by, or in which a goroutine let others run. */
  #lastPause = -Infinity;
  #grants = 0;
  /** Alarms are being told from those that are set again and again. */
  #isWatching = false;
  #bound: number;
  /** Whether time had to go on for those who were busy. */
  hasPassedTime = false;

  constructor(endurance: Endurance) {
    this.#endurance = endurance;
    this.#bound = firstBound(endurance);
  }

  /** A goroutine has come or gone. */
  gotOn(steps: number): void {
    this.#progress = steps;
  }

  /** Nothing could run, and time went on to an alarm. */
  rested(steps: number): void {
    this.#lastPause = steps;
  }

  settled(operation: Operation, how: 'at once' | 'woken', steps: number): void {
    // Ticks that come while main waits for something else bring it no nearer.
    if (isTicked(operation) && operation.goroutine !== operation.goroutine.program.main) return;
    switch (operation.reason) {
      case 'runnable':
        this.#lastPause = steps;
        return;
      case 'sleep': case 'run':
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

  /**
   * Whether the schedule may go on. Time goes on to the next alarm for goroutines that wake each other, which may only be busy until it rings; and to one that has
   * been set for long, for those that sleep or let others run, which only wait. Whoever looks at channels again and again without a pause does not wait, however much time goes by.
   */
  allows(steps: number, clock: Pick<Alarms, 'skip' | 'skipToOld'>): boolean {
    if (steps < this.#bound) return true;
    const { patience, maxSteps } = this.#endurance;
    if (steps - this.#lastWake <= GRANTED_STEPS && this.#grants < MOST_GRANTS && clock.skip()) {
      this.#grants++;
      return this.#passTime(steps);
    }
    if (steps < maxSteps && steps - this.#progress >= patience && this.#mayBeWoken(steps, clock)) return this.#passTime(steps);
    this.#bound = Math.min(maxSteps, this.#progress + patience);
    return steps < this.#bound;
  }

  #mayBeWoken(steps: number, clock: Pick<Alarms, 'skipToOld'>): boolean {
    const isPaused = steps - this.#lastPause <= GRANTED_STEPS;
    if (steps - this.#lastLook <= GRANTED_STEPS && !isPaused) return false;
    const isSkipped = clock.skipToOld();
    const mayShow = isSkipped || !this.#isWatching;
    this.#isWatching = !isSkipped;
    return mayShow;
  }

  #passTime(steps: number): true {
    this.hasPassedTime = true;
    this.#bound = steps + GRANTED_STEPS;
    return true;
  }
}

function firstBound({ busy, patience, maxSteps }: Endurance): number {
  return Math.min(busy, patience, maxSteps);
}

/** It was completed by a timer. */
function isTicked({ reason, subject, value }: Operation): boolean {
  if (reason === 'chan receive') return (subject as ChannelCore<unknown> | undefined)?.timer !== undefined;
  if (reason !== 'select') return false;
  const key = (value as { readonly case?: unknown } | undefined)?.case;
  return (subject as Choice).arms.find((arm) => arm.key === key)?.channel.timer !== undefined;
}
