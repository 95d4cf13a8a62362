import type { Timer } from './runtime-timer.ts';

/** The timers that are pending, the next one first. Any of them may leave. */
export class TimerHeap implements Iterable<Timer> {
  readonly #heap: Timer[] = [];
  readonly #nextOrder: () => number;

  /** @param nextOrder ranks timers that are due at the same time */
  constructor(nextOrder: () => number) {
    this.#nextOrder = nextOrder;
  }

  get first(): Timer | undefined {
    return this.#heap[0];
  }

  push(timer: Timer): void {
    timer.order = this.#nextOrder();
    this.#rise(timer, this.#heap.length);
  }

  remove(timer: Timer): void {
    const { place } = timer;
    if (this.#heap[place] !== timer) return;
    timer.place = -1;
    const last = this.#heap.pop() as Timer;
    if (last === timer) return;
    if (place > 0 && before(last, this.#heap[(place - 1) >> 1] as Timer)) this.#rise(last, place);
    else this.#sink(last, place);
  }

  /** In no particular order. */
  [Symbol.iterator](): Iterator<Timer> {
    return this.#heap.values();
  }

  #rise(timer: Timer, from: number): void {
    const heap = this.#heap;
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above] as Timer;
      if (!before(timer, parent)) break;
      heap[at] = parent;
      parent.place = at;
      at = above;
    }
    heap[at] = timer;
    timer.place = at;
  }

  #sink(timer: Timer, from: number): void {
    const heap = this.#heap;
    let at = from;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && before(heap[below + 1] as Timer, heap[below] as Timer)) below++;
      const child = heap[below] as Timer;
      if (!before(child, timer)) break;
      heap[at] = child;
      child.place = at;
      at = below;
    }
    heap[at] = timer;
    timer.place = at;
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}
