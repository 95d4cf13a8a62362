// module
import { sync } from 'concurrency-tutor';

/** Kinds of tasks that have failed too often. */
export class Denylist {
  readonly #failures = new sync.Map<string, number>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  refuses(kind: string): boolean {
    return this.#count(kind) >= this.#limit;
  }

  failed(kind: string): void {
    this.#failures.store(kind, this.#count(kind) + 1);
  }

  #count(kind: string): number {
    return this.#failures.load(kind)[0] ?? 0;
  }
}
