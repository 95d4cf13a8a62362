import type { MayWait } from '../control.ts';
import { PendingCensus } from '../../runtime/pending-census.ts';
import { platformResources } from '../../runtime/platform-resources.ts';

/** Kinds of handles that live long and wake nobody by themselves. */
const lasting = new Set(['TTYWrap', 'PipeWrap', 'MessagePort', 'ProcessWrap', 'SignalWrap', 'FSEventWrap', 'TCPServerWrap', 'PipeServerWrap', 'Worker']);
/** How long to wait for something that was under way before the exploration began and may have nothing to do with it. Milliseconds. */
const PATIENCE = 250;
/** How long to wait for something that began with the exploration and does not come to an end. Milliseconds. */
const LAST_PATIENCE = 10_000;

/**
 * Knows whether the platform has something under way that a goroutine may be waiting for: more than when the exploration began, or, for
 * a while, anything that will come to an end.
 */
export class RealWaker implements Disposable {
  readonly #allowed: boolean;
  #before = platformResources();
  #patience = LAST_PATIENCE;
  #pending = new PendingCensus();

  constructor(io: 'allow' | 'forbid') {
    this.#allowed = io === 'allow';
  }

  /** @param waited how long somebody has been waiting, in real milliseconds */
  readonly mayWait: MayWait = (waited, hope) => {
    if (!this.#allowed) return false;
    if (waited > this.#patience) this.#giveUp();
    const now = platformResources();
    if (this.#hasMore(now)) return true;
    return hope === 'anything' && waited < PATIENCE && [...now.keys()].some((kind) => !lasting.has(kind));
  };

  /** Whether something real is under way, where nothing may be. */
  get forbids(): { readonly forbids?: () => boolean } {
    return this.#allowed ? {} : { forbids: () => this.#hasMore(platformResources()) };
  }

  #hasMore(now: ReadonlyMap<string, number>): boolean {
    // Timers are in the census, which knows one from another.
    return this.#pending.anyPending || this.#pending.anyWorker || [...now].some(([kind, count]) => kind !== 'Timeout' && count > (this.#before.get(kind) ?? 0));
  }

  /** How often it was waited for in vain, for something that is still there. */
  vainWaits = 0;

  /** What is under way now will not help: an interval or a server that was left open. */
  #giveUp(): void {
    this.vainWaits++;
    this.#pending.close();
    this.#pending = new PendingCensus();
    this.#before = platformResources();
    // Every schedule leaves the same open; it is not worth the same wait again.
    this.#patience = PATIENCE;
  }

  [Symbol.dispose](): void {
    this.#pending.close();
  }
}
