// module
/** Kinds of tasks that have failed too often. */
export class Denylist {
  readonly #failures = new Map<string, number>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  refuses(kind: string): boolean {
    return (this.#failures.get(kind) ?? 0) >= this.#limit;
  }

  failed(kind: string): void {
    this.#failures.set(kind, (this.#failures.get(kind) ?? 0) + 1);
  }
}
