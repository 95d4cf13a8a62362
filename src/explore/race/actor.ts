import type { Goroutine } from '../../runtime/goroutine.ts';
import { VectorClock } from './vector-clock.ts';

/** A goroutine as the race detector sees it: with what it knows of the others. */
export class Actor {
  readonly goroutine: Goroutine | undefined;
  readonly index: number;
  /** What has happened before whatever it does now. */
  readonly clock = new VectorClock();

  /** @param goroutine none for a timer that acts by itself */
  constructor(goroutine: Goroutine | undefined, index: number) {
    this.goroutine = goroutine;
    this.index = index;
    this.clock.set(index, 1);
  }

  /** Its own time: moves on whenever others learn of what it has done. */
  get time(): number {
    return this.clock.get(this.index);
  }

  tick(): void {
    this.clock.set(this.index, this.time + 1);
  }
}
