import type { Timer } from '../runtime/runtime-timer.ts';
import { VirtualClock } from './platform/virtual-clock.ts';
import type { Random } from './strategy/random.ts';

/** The most virtual time that goes by in one step under `drift`, in milliseconds: enough for timers to race code, too little to matter otherwise. */
const DRIFT = 0.000_12;
/** Alarms in a row that move nothing before the program counts as being at rest: a ticker nobody listens to rings for ever. */
const IDLE_ALARMS = 100;

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
  /** The alarms that were pending when last asked for old ones, and when they are due. */
  #known: ReadonlyMap<Timer, number> = new Map();
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
    this.#clock.schedule(timer, delay);
  }

  cancel(timer: Timer): void {
    this.#clock.cancel(timer);
  }

  /** A step begins: a moment goes by, and what is due rings. */
  pass(): void {
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

  /** Goes on to the next alarm that was set before the last time that this was asked: one that is set again and again is no news. @returns whether there is one */
  skipToOld(): boolean {
    const old = this.#clock.pending;
    const due = Math.min(...[...this.#known].filter(([timer, when]) => old.get(timer) === when).map(([, when]) => when));
    this.#known = old;
    if (due === Infinity) return false;
    this.skipTo(due);
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
