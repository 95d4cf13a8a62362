import type { Checkpoint } from './parts.ts';

/** Which of the items that have been read are done. */
export class Ledger {
  /** What lies behind `upTo`, in the order of reading. */
  #entries: { readonly position: number; done: boolean }[] = [];
  #byPosition = new Map<number, { readonly position: number; done: boolean }>();
  #upTo: number;
  /** Done before the start, and not yet read again. */
  readonly #early: Set<number>;

  constructor({ upTo, beyond }: Checkpoint) {
    this.#upTo = upTo;
    this.#early = new Set(beyond);
  }

  read(position: number): void {
    const entry = { position, done: this.#early.delete(position) };
    this.#entries.push(entry);
    this.#byPosition.set(position, entry);
  }

  done(position: number): void {
    const entry = this.#byPosition.get(position);
    if (entry !== undefined) entry.done = true;
  }

  checkpoint(): Checkpoint {
    const first = this.#entries.findIndex(({ done }) => !done);
    const passed = this.#entries.splice(0, first < 0 ? this.#entries.length : first);
    for (const { position } of passed) this.#byPosition.delete(position);
    this.#upTo = passed.at(-1)?.position ?? this.#upTo;
    return { upTo: this.#upTo, beyond: [...this.#entries.flatMap(({ position, done }) => (done ? [position] : [])), ...this.#early] };
  }
}
