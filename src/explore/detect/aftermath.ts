import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Resource } from '../../runtime/resource.ts';

/** Steps that a goroutine must have made its last one in, to count as busy: so many, or so many for each, whichever is more. */
const RECENT = 1_000;
const RECENT_EACH = 3;
/** Steps that they may take in all, or each, whichever is more. */
const MOST = 10_000;
const MOST_EACH = 20;
/** How often time may be moved for the sake of an alarm that is far away. */
const MOST_WAITS = 20;

/** The clock, as far as it matters here. Milliseconds. */
interface Clock {
  readonly now: number;
  readonly lastDue: number;
}

/**
 * What becomes of those that are left when main has returned. They get steps to end by themselves, and more as long as one of them, daemons
 * aside, is busy: so a long piece of work is told from one without an end.
 */
export class Aftermath {
  readonly #began: number;
  readonly #most: number;
  readonly #recent: number;
  #bound: number;
  #waits = 0;
  /** When steps were given out last. */
  #givenAt = 0;
  readonly #lastSteps = new Map<Goroutine, number>();
  /** Who has used what since; `several` when more than one has. */
  readonly #users = new Map<Resource, Goroutine | 'several'>();

  /** @param left how many there are */
  constructor(began: number, left: number) {
    this.#began = began;
    this.#most = Math.max(MOST, left * MOST_EACH);
    this.#recent = Math.max(RECENT, left * RECENT_EACH);
    this.#bound = began + 2 * this.#recent;
  }

  moved(goroutine: Goroutine, step: number): void {
    this.#lastSteps.set(goroutine, step);
  }

  used(goroutine: Goroutine, resource: Resource): void {
    const user = this.#users.get(resource);
    if (user !== goroutine) this.#users.set(resource, user === undefined ? goroutine : 'several');
  }

  /** @returns whether so many steps are enough; `wait` when they may be busy until an alarm that is far away: then time should go on to it */
  check(step: number, clock: Clock): 'go on' | 'wait' | 'enough' {
    if (step < this.#bound) return 'go on';
    const elapsed = clock.now - this.#givenAt;
    const isWorthMore = this.#isWorthMore(step);
    // An alarm that comes round again and again is no end to hope for.
    if (!isWorthMore && (this.#waits >= MOST_WAITS || clock.lastDue - clock.now <= elapsed)) return 'enough';
    this.#bound = step + 2 * this.#recent;
    this.#givenAt = clock.now;
    if (isWorthMore) return 'go on';
    this.#waits++;
    return 'wait';
  }

  /** It went on until the end. */
  isBusy(goroutine: Goroutine, step: number): boolean {
    const last = this.#lastSteps.get(goroutine);
    return last !== undefined && step - last < this.#recent;
  }

  /** Nobody else has had anything to do with what it waits for, for so long that nobody will. */
  isForgotten(goroutine: Goroutine, step: number): boolean {
    if (!goroutine.isParked || this.isBusy(goroutine, step)) return false;
    return goroutine.waits.every(({ reason, resources }) => reason !== 'sleep' && resources.every((resource) => {
      const user = this.#users.get(resource);
      return (user === undefined || user === goroutine) && !isTimed(resource);
    }));
  }

  #isWorthMore(step: number): boolean {
    return step - this.#began < this.#most && [...this.#lastSteps].some(([goroutine, last]) => !goroutine.daemon && !goroutine.ended && step - last < this.#recent);
  }
}

/** A channel of a timer needs nobody else. */
function isTimed(resource: Resource): boolean {
  return 'timer' in resource && resource.timer !== undefined;
}
