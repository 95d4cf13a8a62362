import { PendingCensus } from '../runtime/pending-census.ts';
import { platformResources } from '../runtime/platform-resources.ts';

/** Kinds of handles that live long and wake nobody by themselves. */
const lasting = new Set(['TTYWrap', 'PipeWrap', 'MessagePort', 'ProcessWrap', 'SignalWrap', 'FSEventWrap', 'TCPServerWrap', 'PipeServerWrap', 'Worker']);
/** How long to wait for something that was under way before the exploration began and may have nothing to do with it. Milliseconds. */
const PATIENCE = 250;

/**
 * Knows whether the platform has something under way that a goroutine may be waiting for: more than when the exploration began, or, for
 * a while, anything that will come to an end.
 */
export class RealWaker implements Disposable {
  readonly #allowed: boolean;
  readonly #before = platformResources();
  readonly #pending = new PendingCensus();

  constructor(io: 'allow' | 'forbid') {
    this.#allowed = io === 'allow';
  }

  /** @param waited how long somebody has been waiting, in real milliseconds */
  readonly mayWait = (waited: number): boolean => {
    if (!this.#allowed) return false;
    const now = platformResources();
    if (this.#pending.anyPending || [...now].some(([kind, count]) => count > (this.#before.get(kind) ?? 0))) return true;
    return waited < PATIENCE && [...now.keys()].some((kind) => !lasting.has(kind));
  };

  [Symbol.dispose](): void {
    this.#pending.close();
  }
}
