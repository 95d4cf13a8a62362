import { now } from '../time/index.ts';
import { InfDuration } from './limit.ts';
import type { Reservation } from './rate-limiter.ts';

/** Gives back, at the moment `at`, what a reservation has taken. Called once, and not when its own moment has gone by. */
export type GiveBack = (at: number) => void;

/** A reservation that stands. */
export class Granted implements Reservation {
  readonly ok = true;
  readonly #moment: number;
  #giveBack: GiveBack | undefined;

  /** @param moment when to act */
  constructor(moment: number, giveBack: GiveBack) {
    this.#moment = moment;
    this.#giveBack = giveBack;
  }

  delay(): number {
    return this.delayFrom(now());
  }

  delayFrom(at: number): number {
    return Math.max(0, this.#moment - at);
  }

  cancel(): void {
    this.cancelAt(now());
  }

  cancelAt(at: number): void {
    if (this.#moment < at) return;
    this.#giveBack?.(at);
    // A second cancellation must not give the same back twice.
    this.#giveBack = undefined;
  }
}

/** A reservation that was not granted. */
export const refused: Reservation = Object.freeze({
  ok: false,
  delay: () => InfDuration,
  delayFrom: () => InfDuration,
  cancel: () => {},
  cancelAt: () => {},
});
