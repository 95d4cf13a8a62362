import type { Goroutine } from '../../runtime/goroutine.ts';
import { VectorClock } from './vector-clock.ts';

/** A goroutine as the race detector sees it: with what it knows of the others. */
export class Actor {
  /** None for a timer that rings. */
  readonly goroutine: Goroutine | undefined;
  readonly index: number;
  /** What has happened before whatever it does now. */
  readonly clock: VectorClock;
  /** The stretch of code in which it last learned all that the others know. */
  learnedIn = -1;

  private constructor(goroutine: Goroutine | undefined, index: number, clock: VectorClock) {
    this.goroutine = goroutine;
    this.index = index;
    this.clock = clock;
  }

  static goroutine(goroutine: Goroutine, index: number): Actor {
    const actor = new Actor(goroutine, index, new VectorClock());
    actor.clock.set(index, 1);
    return actor;
  }

  /** A timer that rings knows what was known when it was set. It accesses nothing, so it needs no time of its own. */
  static timer(clock: VectorClock): Actor {
    return new Actor(undefined, -1, clock);
  }

  /** Its own time: moves on whenever others learn of what it has done. */
  get time(): number {
    return this.clock.get(this.index);
  }

  /** What others learn of it now happened before whatever it does next. @returns what they learn */
  share(): VectorClock {
    const shared = this.clock.copy();
    this.tick();
    return shared;
  }

  tick(): void {
    if (this.index >= 0) this.clock.set(this.index, this.time + 1);
  }
}
