import { Cancellable, Derived, type Node } from '../../runtime/context/context.ts';
import { DeadlineExceeded } from '../../runtime/context/errors.ts';
import { captured } from '../../runtime/detail.ts';
import type { Goroutine } from '../../runtime/goroutine.ts';

/** Frames of ours and of an author's helpers that lie between the making of a context and the line that asked for it. */
const FRAMES = 12;

/** A context, and who made it. */
export interface MadeContext {
  readonly context: Cancellable;
  readonly goroutine: Goroutine;
  /** How many goroutines had been started by then. */
  readonly started: number;
  /** Where it was made, as the engine tells it. */
  readonly stack: Error;
}

/** Knows the contexts that somebody has promised to end, and who keeps that promise. */
export class ContextWatch {
  readonly #open = new Map<Cancellable, MadeContext>();
  /** Those that were open when main returned. */
  #left: readonly MadeContext[] = [];

  /** Something happened to a context. */
  noted(goroutine: Goroutine, what: string, context: Cancellable, started: number): void {
    if (what === 'makes') this.#open.set(context, { context, goroutine, started, stack: captured(FRAMES) });
    // Whether or not that ended it: whoever calls cancel after the deadline has kept the promise.
    else if (what === 'cancels') this.#open.delete(context);
  }

  mainReturned(): void {
    this.#left = [...this.#open.values()].filter(({ context }) => context.err() === undefined);
  }

  /**
   * Contexts that main has left open and nobody ended: neither they nor what they were made from. Whose cancel function a goroutine may
   * still hold is not among them: that goroutine's being stuck is another matter.
   * @param use what became of its cancel function, as far as the source tells
   * @param order how many goroutines had been started before one
   */
  lost(alive: readonly Goroutine[], use: (made: MadeContext) => 'local' | 'kept' | 'unknown', order: (goroutine: Goroutine) => number): readonly MadeContext[] {
    const lost = this.#left.filter((made) => {
      if (!this.#isLost(made) || alive.includes(made.goroutine)) return false;
      const used = use(made);
      return used === 'local' || (used === 'unknown' && !alive.some((goroutine) => mayStillCancel(goroutine, made, order)));
    });
    const contexts = new Set(lost.map(({ context }) => context));
    return lost.filter(({ context }) => !ancestors(context).some((ancestor) => contexts.has(ancestor)));
  }

  #isLost({ context, goroutine }: MadeContext): boolean {
    // What a daemon makes may live as long as it does.
    if (goroutine.daemon && !goroutine.ended) return false;
    const err = context.err();
    return this.#open.has(context) && (err === undefined || err === DeadlineExceeded);
  }
}

/** It began when there was a context to be handed to it, and does not wait for the end of it. */
function mayStillCancel(goroutine: Goroutine, { context, started }: MadeContext, order: (goroutine: Goroutine) => number): boolean {
  return order(goroutine) >= started && !goroutine.waits.some(({ resources }) => resources.some((resource) => resource === context.channel));
}

function ancestors(context: Cancellable): Cancellable[] {
  const found: Cancellable[] = [];
  for (let node: Node = context.above; node instanceof Derived; node = node.above) if (node instanceof Cancellable) found.push(node);
  return found;
}
