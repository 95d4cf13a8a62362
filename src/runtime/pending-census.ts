import { createHook } from 'node:async_hooks';

/** A platform timer that has neither fired nor been cleared, or a request that has not been answered. */
interface Pending {
  readonly order: number;
  readonly kind: 'request' | 'worker';
  /** Whether it keeps the event loop alive now. */
  readonly isActive: () => boolean;
}

/** Timers, and requests to files, DNS, sockets, compression and the crypto pool: what ends by itself, and is told of when it does. */
const kinds = /^Timeout$|^ZLIB$|REQ|^(TCPCONNECT|PIPECONNECT|UDPSEND|QUERY)WRAP$/;

const pending = new Map<number, Pending>();
let order = 0;
let observers = 0;

// Promises are left out where the platform can: telling of each would cost more than the rest of the runtime together.
const hook = createHook({
  init(id, type, _trigger, resource) {
    if (type === 'WORKER') pending.set(id, { order: ++order, kind: 'worker', isActive: running(resource) });
    else if (kinds.test(type)) pending.set(id, { order: ++order, kind: 'request', isActive: type === 'ZLIB' ? compressing(resource) : () => isLive(resource) });
  },
  destroy(id) {
    pending.delete(id);
  },
  trackPromises: false,
});

const ours = new WeakSet<object>();

/** A timer of our own. What it will bring, if anything, the program knows without the platform. */
export function notCounted(timer: object): void {
  ours.add(timer);
}

function isLive(resource: { hasRef?(): boolean }): boolean {
  return resource.hasRef?.() !== false && !ours.has(resource);
}

/** A compressor lives until it is collected, so it must not be held; it works while it has a chunk in hand. */
function compressing(resource: { readonly buffer?: unknown }): () => boolean {
  const compressor = new WeakRef(resource);
  return () => (compressor.deref()?.buffer ?? null) !== null;
}

/** A worker's handle forgets whether it keeps the event loop alive once the worker has ended. */
function running(resource: { hasRef?(): boolean }): () => boolean {
  const worker = new WeakRef(resource);
  return () => worker.deref()?.hasRef?.() === true;
}

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
    return this.#any('request');
  }

  /** Whether a worker that was started since is running, which nothing else tells while it starts. */
  get anyWorker(): boolean {
    return this.#any('worker');
  }

  #any(wanted: Pending['kind']): boolean {
    for (const { order: when, kind, isActive } of pending.values()) {
      if (when > this.#since && kind === wanted && isActive()) return true;
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
