import { createHook } from 'node:async_hooks';
import { goroutineStorage } from '../../runtime/current.ts';
import { captured } from '../../runtime/detail.ts';
import { authorSite, type SourceSite } from '../../runtime/sites.ts';
import type { Goroutine } from '../../runtime/goroutine.ts';

/** Frames that may lie between a promise's making and the author's line: the platform's functions make promises deep inside. */
const FRAMES = 16;
/** Of the last promises of a goroutine, some are the runtime's own. */
const KEPT = 4;

/**
 * Remembers where each goroutine last made or awaited a promise. The engine makes one for every `await`, and tells of it: so it is known
 * where a goroutine stands that awaits something which is no operation of the runtime. It costs a captured stack for each promise.
 */
export class AwaitSites implements Disposable {
  readonly #last = new WeakMap<Goroutine, Error[]>();
  readonly #hook = createHook({
    init: (_id, type) => {
      if (type !== 'PROMISE') return;
      const goroutine = goroutineStorage.getStore();
      if (goroutine) this.#keep(goroutine, captured(FRAMES));
    },
  }).enable();

  /** Where the author's code last made or awaited one. */
  last(goroutine: Goroutine): SourceSite | undefined {
    return this.#last.get(goroutine)?.map(({ stack }) => authorSite(stack)).findLast((site) => site !== undefined);
  }

  #keep(goroutine: Goroutine, made: Error): void {
    const last = this.#last.get(goroutine);
    if (!last) this.#last.set(goroutine, [made]);
    else if (last.push(made) > KEPT) last.shift();
  }

  [Symbol.dispose](): void {
    this.#hook.disable();
  }
}
