import type { Operation } from '../runtime/operation.ts';
import type { ChannelCore } from '../runtime/channel-core.ts';
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
  #grants = 0;
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

  settled(operation: Operation, how: 'at once' | 'woken', steps: number): void {
    switch (operation.reason) {
      case 'runnable': case 'sleep': case 'run':
        return;
      case 'chan send':
        break;
      case 'chan receive':
        if ((operation.subject as ChannelCore<unknown>).isClosed) return;
        break;
      case 'select': {
        const { arms, otherwise } = operation.subject as Choice;
        if (otherwise === 'default' || arms.some(({ channel }) => channel.isClosed)) return;
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
   * Whether the schedule may go on.
   * @param goOnToAlarm lets time go on to the next alarm, and says whether there is one: goroutines that wake each other may only be busy until it rings,
   * and one that looks again and again may wait for it
   */
  allows(steps: number, goOnToAlarm: () => boolean): boolean {
    if (steps < this.#bound) return true;
    const { patience, maxSteps } = this.#endurance;
    const isBusy = steps - this.#lastWake <= GRANTED_STEPS;
    const isStuck = steps - this.#progress >= patience;
    if ((isBusy || isStuck) && this.#grants < MOST_GRANTS && goOnToAlarm()) {
      this.#grants++;
      this.hasPassedTime = true;
      this.#bound = steps + GRANTED_STEPS;
      return true;
    }
    this.#bound = Math.min(maxSteps, this.#progress + patience);
    return steps < this.#bound;
  }
}

function firstBound({ busy, patience, maxSteps }: Endurance): number {
  return Math.min(busy, patience, maxSteps);
}
