import { createHook } from 'node:async_hooks';

/** A platform timer that has been set and has neither fired nor been cleared. */
interface Pending {
  readonly order: number;
  readonly timer: { hasRef?(): boolean };
}

const pending = new Map<number, Pending>();
let order = 0;
let observers = 0;

// Promises are left out where the platform can: telling of each would cost more than the rest of the runtime together.
const hook = createHook({
  init(id, type, _trigger, resource) {
    if (type === 'Timeout') pending.set(id, { order: ++order, timer: resource });
  },
  destroy(id) {
    pending.delete(id);
  },
  trackPromises: false,
});

/** Which platform timers were set since a moment. Counting them by kind would not do: one that goes would hide one that comes. */
export class TimerCensus {
  readonly #since: number;
  #open = true;

  /** The moment is now. */
  constructor() {
    this.#since = order;
    if (observers++ === 0) hook.enable();
  }

  /** Whether one of them is pending and keeps the event loop alive. */
  get anyPending(): boolean {
    for (const { order: when, timer } of pending.values()) {
      if (when > this.#since && timer.hasRef?.() !== false) return true;
    }
    return false;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    if (--observers > 0) return;
    hook.disable();
    pending.clear();
  }
}
