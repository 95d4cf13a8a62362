import type { Timer } from '../runtime/runtime-timer.ts';
import { VirtualClock } from './platform/virtual-clock.ts';
import type { Random } from './strategy/random.ts';

/** The most virtual time that goes by in one step under `drift`, in milliseconds: enough for timers to race code, too little to matter otherwise. */
const DRIFT = 0.000_12;
/** Alarms in a row that move nothing before the program counts as being at rest: a ticker nobody listens to rings for ever. */
const IDLE_ALARMS = 100;

/** An alarm that was set so many steps ago is none that a loop sets in each of its rounds. */
const LONG_AGO = 400;

export interface AlarmOptions {
  /** `drift`: a little time goes by in each step. `idle`: time moves only when nothing can run. */
  readonly time: 'drift' | 'idle';
  readonly random: Random;
  /** Rings one. */
  readonly ring: (timer: Timer) => void;
  /** What to do with alarms that are due, all at once; without it they ring by themselves, one after another. */
  readonly due?: (timers: readonly Timer[]) => void;
}

/** The alarms of a schedule, and how time goes by. */
export class Alarms {
  readonly #options: AlarmOptions;
  readonly #clock: VirtualClock;
  #idle = 0;
  #steps = 0;
  /** The step in which each alarm was set. */
  readonly #setIn = new WeakMap<Timer, number>();
  /** When the last of the alarms rings that were set when so many had moved nothing. */
  #horizon = 0;
  /** Whether one is ringing. */
  rings = false;

  constructor(options: AlarmOptions) {
    this.#options = options;
    this.#clock = new VirtualClock(options.random, options.ring);
  }

  get now(): number {
    return this.#clock.now;
  }

  schedule(timer: Timer, delay: number): void {
    this.#setIn.set(timer, this.#steps);
    this.#clock.schedule(timer, delay);
  }

  cancel(timer: Timer): void {
    this.#clock.cancel(timer);
  }

  /** A step begins: a moment goes by, and what is due rings. */
  pass(): void {
    this.#steps++;
    if (this.#options.time === 'drift') this.#clock.now += this.#options.random.fraction() * DRIFT;
    this.#ringDue();
  }

  /** The program has moved. */
  moved(): void {
    this.#idle = 0;
  }

  /** Nothing can run: lets time go by until the next alarm. @returns whether there was one worth waiting for */
  advance(): boolean {
    const due = this.#clock.nextDue;
    if (due === undefined) return false;
    // A ticker that nobody listens to may ring many times before the alarm that matters.
    if (this.#idle === IDLE_ALARMS) this.#horizon = this.#clock.lastDue;
    if (this.#idle >= IDLE_ALARMS && due > this.#horizon) return false;
    this.skip();
    this.#idle++;
    if (!this.#options.due) this.#ring(() => this.#clock.fireOne());
    return true;
  }

  /** Goes on to the next alarm. @returns whether there is one */
  skip(): boolean {
    const due = this.#clock.nextDue;
    if (due === undefined) return false;
    this.skipTo(due);
    return true;
  }

  /**
   * Goes on to the alarm that somebody who looks again and again may be waiting for: the next one of those that were set long ago, not the pause that the
   * loop itself makes. @returns whether there is any
   */
  skipPauses(): boolean {
    const old = this.#clock.nextOf((timer) => this.#steps - (this.#setIn.get(timer) ?? 0) >= LONG_AGO);
    if (old === undefined) return this.skip();
    this.skipTo(old);
    return true;
  }

  /** Lets time go on until then. */
  skipTo(moment: number): void {
    this.#clock.now = Math.max(this.#clock.now, moment);
  }

  /** When the last of the alarms is due that are set now. */
  get lastDue(): number {
    return this.#clock.lastDue;
  }

  /** Rings one that was due. */
  fire(timer: Timer): void {
    this.#ring(() => this.#clock.fire(timer));
  }

  #ringDue(): void {
    const { due } = this.#options;
    if (!due) while (this.#ring(() => this.#clock.fireOne()));
    else if (this.#clock.isDue) due(this.#clock.takeDue());
  }

  #ring<T>(ring: () => T): T {
    this.rings = true;
    const result = ring();
    this.rings = false;
    return result;
  }
}
