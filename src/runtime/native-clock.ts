import { notCounted } from './pending-census.ts';
import type { Timer } from './runtime-timer.ts';
import { TimerHeap } from './timer-heap.ts';

/** Longest delay one platform timer can hold. Milliseconds. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** A time that does not come, but can be compared with. */
const FOR_EVER = Number.MAX_SAFE_INTEGER;

/** Real time: any number of timers behind one of the platform's. */
export class NativeClock {
  /** Of those due at the same time, the one that was set first rings first. */
  readonly #timers = new TimerHeap(() => this.#count++);
  #count = 0;
  /** Called after timers have rung: one less may be pending. */
  readonly #rung: () => void;
  #platform: NodeJS.Timeout | undefined;
  /** When the platform's timer will go off. */
  #alarm = Infinity;

  constructor(rung: () => void) {
    this.#rung = rung;
  }

  schedule(timer: Timer, delay: number): void {
    timer.due = performance.now() + Math.min(delay, FOR_EVER);
    const wasEmpty = this.#timers.first === undefined;
    this.#timers.push(timer);
    // One that goes off too early does no harm: it is set again then.
    if (timer.due < this.#alarm) this.#set();
    else if (wasEmpty) this.#platform?.ref();
  }

  cancel(timer: Timer): void {
    this.#timers.remove(timer);
    // Kept, since the next timer is often set at once; but it must not keep the process alive.
    if (this.#timers.first === undefined) this.#platform?.unref();
  }

  /** Gives the platform's timer back, which would keep the program in memory until it goes off. */
  stop(): void {
    clearTimeout(this.#platform);
    this.#platform = undefined;
    this.#alarm = Infinity;
  }

  #set(): void {
    const { first } = this.#timers;
    this.stop();
    if (!first) return;
    this.#alarm = first.due;
    const delay = Math.ceil(Math.min(Math.max(0, first.due - performance.now()), LONGEST_DELAY));
    this.#platform = setTimeout(this.#goOff, delay);
    notCounted(this.#platform);
  }

  readonly #goOff = (): void => {
    // Nothing needs to be set before all have rung.
    this.#alarm = -Infinity;
    const now = performance.now();
    for (let { first } = this.#timers; first && first.due <= now; first = this.#timers.first) {
      this.#timers.remove(first);
      first.ring();
    }
    this.#set();
    this.#rung();
  };
}
