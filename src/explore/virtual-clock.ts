import type { Timer } from '../runtime/scheduler.ts';
import type { Random } from './random.ts';

/** Where virtual time begins: 1 January 2025, 00:00 UTC, in milliseconds since the epoch. */
export const epoch = Date.UTC(2025, 0, 1);

interface Alarm {
  readonly due: number;
  /** Orders alarms of the same instant: random, so that no program can rely on one order. */
  readonly order: number;
  readonly fire: () => void;
}

/** Time that moves when the scheduler says so. Milliseconds since the start. */
export class VirtualClock {
  readonly #random: Random;
  /** A binary heap: the next alarm is first. */
  readonly #alarms: Alarm[] = [];
  readonly #stopped = new Set<Alarm>();
  now = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  schedule(delay: number, fire: () => void): Timer {
    // An alarm that never rings.
    if (delay === Infinity) return neverRings();
    let pending = true;
    const alarm: Alarm = { due: this.now + Math.max(0, delay), order: this.#random.bits(), fire: () => {
      pending = false;
      fire();
    } };
    this.#push(alarm);
    return { stop: () => {
      if (!pending) return false;
      pending = false;
      this.#stopped.add(alarm);
      return true;
    } };
  }

  /** When the next alarm is due; `undefined` when there is none. */
  get nextDue(): number | undefined {
    this.#dropStopped();
    return this.#alarms[0]?.due;
  }

  /** When the last of all alarms is due. */
  get lastDue(): number {
    let last = 0;
    for (const alarm of this.#alarms) if (alarm.due > last && !this.#stopped.has(alarm)) last = alarm.due;
    return last;
  }

  /** Fires one alarm that is due by now. @returns whether there was one */
  fireOne(): boolean {
    this.#dropStopped();
    const [first] = this.#alarms;
    if (!first || first.due > this.now) return false;
    this.#pop();
    first.fire();
    return true;
  }

  #dropStopped(): void {
    for (let [first] = this.#alarms; first && this.#stopped.delete(first); [first] = this.#alarms) this.#pop();
  }

  #push(alarm: Alarm): void {
    const heap = this.#alarms;
    let at = heap.push(alarm) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(alarm, heap[parent])) break;
      heap[at] = heap[parent] as Alarm;
      at = parent;
    }
    heap[at] = alarm;
  }

  #pop(): void {
    const heap = this.#alarms;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], last)) break;
      heap[at] = heap[child] as Alarm;
      at = child;
    }
    heap[at] = last;
  }
}

function neverRings(): Timer {
  let pending = true;
  return { stop: () => {
    const wasPending = pending;
    pending = false;
    return wasPending;
  } };
}

function before(a: Alarm | undefined, b: Alarm | undefined): boolean {
  if (!a || !b) return false;
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}
