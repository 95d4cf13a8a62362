import type { Actor } from './actor.ts';
import { VectorClock } from './vector-clock.ts';

/** What is known to whoever takes a lock, or looks at any other object that orders goroutines. */
export class SyncClocks {
  readonly #clocks = new WeakMap<object, VectorClock>();
  /** What those knew who held a lock together with others: only who has it alone comes after them. */
  readonly #shared = new WeakMap<object, VectorClock>();

  release(actor: Actor, object: object): void {
    actor.tell(clockOf(this.#clocks, object));
  }

  replace(actor: Actor, object: object): void {
    this.#clocks.set(object, actor.share());
  }

  releaseShared(actor: Actor, object: object): void {
    actor.tell(clockOf(this.#shared, object));
  }

  acquire(actor: Actor, object: object): void {
    const clock = this.#clocks.get(object);
    if (clock) actor.clock.join(clock);
  }

  acquireAll(actor: Actor, object: object): void {
    this.acquire(actor, object);
    const clock = this.#shared.get(object);
    if (clock) actor.clock.join(clock);
  }
}

function clockOf(clocks: WeakMap<object, VectorClock>, object: object): VectorClock {
  let clock = clocks.get(object);
  if (!clock) clocks.set(object, clock = new VectorClock());
  return clock;
}
