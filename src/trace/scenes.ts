import type { TraceEvent, TraceResource } from '../explore/report.ts';
import type { Story } from './story.ts';

/** A channel, a lock … from one event on, until it changes again. */
export interface Scene {
  /** The event's place in the trace. */
  readonly from: number;
  /** Values in the buffer. */
  readonly buffer?: readonly string[];
  readonly closed?: true;
  /** Goroutines that wait for it, the longest first, each with Go's word for it. */
  readonly waiting?: readonly { readonly goroutine: number; readonly reason: string }[];
  /** Goroutines that hold it. */
  readonly holders?: readonly number[];
}

/** What becomes of each channel and lock in the course of a trace, by their ids. */
export function scenesOf({ trace, resources = [] }: Story): ReadonlyMap<number, readonly Scene[]> {
  const films = new Map(resources.map((resource) => [resource.id, new Film(resource)]));
  /** What each goroutine waits for. */
  const waitsFor = new Map<number, readonly number[]>();
  for (const [index, event] of trace.entries()) {
    const before = waitsFor.get(event.goroutine) ?? [];
    waitsFor.set(event.goroutine, event.kind === 'waits' ? event.on ?? [] : []);
    for (const id of new Set([...before, ...event.on ?? []])) films.get(id)?.take(index, event);
    // Whoever is woken waits no longer, although it has not gone on yet.
    for (const woken of event.wakes ?? []) for (const id of waitsFor.get(woken) ?? []) films.get(id)?.leave(index, woken);
  }
  return new Map([...films].map(([id, film]) => [id, film.scenes]));
}

class Film {
  readonly scenes: Scene[] = [];
  readonly #resource: TraceResource;
  #buffer: readonly string[] | undefined;
  #isClosed = false;
  readonly #waiting = new Map<number, string>();
  readonly #holders = new Set<number>();

  constructor(resource: TraceResource) {
    this.#resource = resource;
    if ((resource.capacity ?? 0) > 0) this.#buffer = [];
  }

  take(index: number, event: TraceEvent): void {
    const { goroutine, kind, operation = '' } = event;
    const isAboutIt = event.on?.includes(this.#resource.id) === true;
    this.#waiting.delete(goroutine);
    if (isAboutIt) {
      if (kind === 'waits') this.#waiting.set(goroutine, operation);
      if (event.buffer) this.#buffer = event.buffer;
      if (operation === 'closes') this.#isClosed = true;
      if ((kind === 'does' || kind === 'goes on') && (operation.endsWith('Lock') || operation === 'locks' || operation === 'read-locks')) this.#holders.add(goroutine);
      if (operation === 'unlocks' || operation === 'read-unlocks') this.#givenBack(goroutine);
    }
    this.#show(index);
  }

  leave(index: number, goroutine: number): void {
    if (this.#waiting.delete(goroutine)) this.#show(index);
  }

  #givenBack(goroutine: number): void {
    const [first] = this.#holders;
    if (!this.#holders.delete(goroutine) && first !== undefined) this.#holders.delete(first);
  }

  #show(from: number): void {
    if (this.scenes.at(-1)?.from === from) this.scenes.pop();
    this.scenes.push({
      from,
      ...(this.#buffer ? { buffer: this.#buffer } : {}),
      ...(this.#isClosed ? { closed: true } : {}),
      ...(this.#waiting.size > 0 ? { waiting: [...this.#waiting].map(([goroutine, reason]) => ({ goroutine, reason })) } : {}),
      ...(this.#holders.size > 0 ? { holders: [...this.#holders] } : {}),
    });
  }
}
