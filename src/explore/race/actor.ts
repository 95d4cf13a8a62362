import type { Goroutine } from '../../runtime/goroutine.ts';
import { VectorClock } from './vector-clock.ts';

/** A goroutine as the race detector sees it: with what it knows of the others. */
export class Actor {
  /** None for a timer that rings. */
  readonly goroutine: Goroutine | undefined;
  readonly index: number;
  /** What others have done before whatever it does now. */
  readonly clock: VectorClock;
  /** Its own time: moves on whenever others learn of what it has done. Kept apart, so that what it knows stays small while it knows of few. */
  time = 1;
  /** The stretch of code that it was last seen in, and its time when that began. */
  segment = -1;
  since = 1;
  /** The stretch of code in which it last learned all that the others know. */
  learnedIn = -1;

  private constructor(goroutine: Goroutine | undefined, index: number, clock: VectorClock) {
    this.goroutine = goroutine;
    this.index = index;
    this.clock = clock;
  }

  static goroutine(goroutine: Goroutine, index: number): Actor {
    return new Actor(goroutine, index, new VectorClock());
  }

  /** A timer that rings knows what was known when it was set. It accesses nothing, so it needs no time of its own. */
  static timer(clock: VectorClock): Actor {
    return new Actor(undefined, -1, clock);
  }

  /** Others learn of all it has done so far: that happened before whatever they do next. */
  tell(clock: VectorClock): void {
    clock.join(this.clock);
    if (this.index >= 0) clock.raise(this.index, this.time++);
  }

  /** What others would learn of it now. */
  share(): VectorClock {
    const clock = new VectorClock();
    this.tell(clock);
    return clock;
  }
}
