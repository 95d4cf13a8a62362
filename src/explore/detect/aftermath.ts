import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Resource } from '../../runtime/resource.ts';

/** Steps that a goroutine must have made its last one in, to count as busy; all of them are given out fairly. */
const RECENT = 1_000;

/** Steps that they may take in all, or each, whichever is more. */
const MOST = 10_000;
const MOST_EACH = 20;

/**
 * What becomes of those that are left when main has returned. They get steps to end by themselves, and more as long as one of them, daemons
 * aside, is busy: so a long piece of work is told from one without an end.
 */
export class Aftermath {
  readonly #began: number;
  readonly #most: number;
  readonly #lastSteps = new Map<Goroutine, number>();
  /** Who has used what since; `several` when more than one has. */
  readonly #users = new Map<Resource, Goroutine | 'several'>();

  /** @param left how many there are */
  constructor(began: number, left: number) {
    this.#began = began;
    this.#most = Math.max(MOST, left * MOST_EACH);
  }

  /** Steps to give out at first, and each time somebody is busy. */
  get portion(): number {
    return 2 * RECENT;
  }

  /** Whether whoever may run next must be chosen fairly: a goroutine that never gets its turn is not busy. */
  isFair(step: number): boolean {
    return step - this.#began >= RECENT;
  }

  moved(goroutine: Goroutine, step: number): void {
    this.#lastSteps.set(goroutine, step);
  }

  used(goroutine: Goroutine, resource: Resource): void {
    const user = this.#users.get(resource);
    if (user !== goroutine) this.#users.set(resource, user === undefined ? goroutine : 'several');
  }

  /** Whether more steps may show something new. */
  isWorthMore(step: number): boolean {
    return step - this.#began < this.#most && [...this.#lastSteps].some(([goroutine, last]) => !goroutine.daemon && !goroutine.ended && step - last < RECENT);
  }

  /** It went on until the end. */
  isBusy(goroutine: Goroutine, step: number): boolean {
    const last = this.#lastSteps.get(goroutine);
    return last !== undefined && step - last < RECENT;
  }

  /** Nobody else has had anything to do with what it waits for, for so long that nobody will. */
  isForgotten(goroutine: Goroutine, step: number): boolean {
    if (!goroutine.isParked || this.isBusy(goroutine, step)) return false;
    return goroutine.waits.every(({ reason, resources }) => reason !== 'sleep' && resources.every((resource) => {
      const user = this.#users.get(resource);
      return (user === undefined || user === goroutine) && !isTimed(resource);
    }));
  }
}

/** A channel of a timer needs nobody else. */
function isTimed(resource: Resource): boolean {
  return 'timer' in resource && resource.timer !== undefined;
}
