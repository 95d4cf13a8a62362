import { goroutineStorage } from '../../runtime/current.ts';
import type { Timer } from '../../runtime/runtime-timer.ts';
import { TimerHeap } from '../../runtime/timer-heap.ts';
import type { Random } from '../strategy/random.ts';

/** Where virtual time begins: 1 January 2025, 00:00 UTC, in milliseconds since the epoch. */
export const epoch = Date.UTC(2025, 0, 1);

/** Time that moves when the scheduler says so. Milliseconds since the start. */
export class VirtualClock {
  readonly #alarms: TimerHeap;
  readonly #ring: (timer: Timer) => void;
  now = 0;

  constructor(random: Random, ring: (timer: Timer) => void) {
    this.#ring = ring;
    // Alarms of the same instant ring in random order, so that no program can rely on one.
    this.#alarms = new TimerHeap(() => random.bits());
  }

  schedule(timer: Timer, delay: number): void {
    // One that is due at no time never rings.
    if (delay === Infinity) return;
    timer.due = this.now + delay;
    this.#alarms.push(timer);
  }

  /** The alarms that are set, and when they are due. */
  get pending(): ReadonlyMap<Timer, number> {
    return new Map([...this.#alarms].map((timer) => [timer, timer.due]));
  }

  cancel(timer: Timer): void {
    this.#alarms.remove(timer);
  }

  /** When the next alarm is due; `undefined` when there is none. */
  get nextDue(): number | undefined {
    return this.#alarms.first?.due;
  }

  /** When the last of all alarms is due. */
  get lastDue(): number {
    let last = 0;
    for (const { due } of this.#alarms) last = Math.max(last, due);
    return last;
  }

  /** Fires one alarm that is due by now. @returns whether there was one */
  fireOne(): boolean {
    const { first } = this.#alarms;
    if (!first || first.due > this.now) return false;
    this.#alarms.remove(first);
    this.fire(first);
    return true;
  }

  get isDue(): boolean {
    const { first } = this.#alarms;
    return first !== undefined && first.due <= this.now;
  }

  /** Takes out all alarms that are due by now. */
  takeDue(): readonly Timer[] {
    const due: Timer[] = [];
    for (let { first } = this.#alarms; first && first.due <= this.now; { first } = this.#alarms) {
      this.#alarms.remove(first);
      due.push(first);
    }
    return due;
  }

  /** Rings an alarm that has been taken out. */
  fire(timer: Timer): void {
    if (timer.goroutine) goroutineStorage.run(timer.goroutine, () => this.#ring(timer));
    else this.#ring(timer);
  }
}
