/** What happens, in order, for a loop that deals with one thing after another. */
export class Mailbox<T> {
  readonly #letters: T[] = [];
  #wake: (() => void) | undefined;

  put(letter: T): void {
    this.#letters.push(letter);
    this.#wake?.();
  }

  async next(): Promise<T> {
    for (;;) {
      const letter = this.#letters.shift();
      if (letter !== undefined) return letter;
      await new Promise<void>((resolve) => { this.#wake = resolve; });
    }
  }
}
