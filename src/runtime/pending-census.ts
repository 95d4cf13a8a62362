import { createHook } from 'node:async_hooks';

/** A platform timer that has neither fired nor been cleared, or a request that has not been answered. */
interface Pending {
  readonly order: number;
  readonly resource: { hasRef?(): boolean };
}

/** Timers, and requests to files, DNS, sockets and the crypto pool: what ends by itself, and is told of when it does. */
const kinds = /^Timeout$|REQ|^(TCPCONNECT|PIPECONNECT|UDPSEND|QUERY)WRAP$/;

const pending = new Map<number, Pending>();
let order = 0;
let observers = 0;

// Promises are left out where the platform can: telling of each would cost more than the rest of the runtime together.
const hook = createHook({
  init(id, type, _trigger, resource) {
    if (kinds.test(type)) pending.set(id, { order: ++order, resource });
  },
  destroy(id) {
    pending.delete(id);
  },
  trackPromises: false,
});

/**
 * Which platform timers and requests were begun since a moment. Counting them by kind would not do: one that goes would hide one
 * that comes, and some requests are in no list of Node's.
 */
export class PendingCensus {
  readonly #since: number;
  #open = true;

  /** The moment is now. */
  constructor() {
    this.#since = order;
    if (observers++ === 0) hook.enable();
  }

  /** Whether one of them is pending and keeps the event loop alive. */
  get anyPending(): boolean {
    for (const { order: when, resource } of pending.values()) {
      if (when > this.#since && resource.hasRef?.() !== false) return true;
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
