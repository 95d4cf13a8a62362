/** A heap, as Go's `container/heap` keeps one: the smallest element is on top. */
export class BinaryHeap<T> {
  readonly #items: T[] = [];
  readonly #compare: (a: T, b: T) => number;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#items.length;
  }

  push(item: T): void {
    let hole = this.#items.push(item) - 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.#swapIfLess(hole, parent)) return;
      hole = parent;
    }
  }

  pop(): T | undefined {
    const [top] = this.#items;
    const last = this.#items.pop();
    if (this.#items.length === 0) return top;
    this.#items[0] = last as T;
    this.#sink(0);
    return top;
  }

  #sink(from: number): void {
    let hole = from;
    for (;;) {
      const left = 2 * hole + 1;
      if (left >= this.#items.length) return;
      const right = left + 1;
      const child = right < this.#items.length && this.#compare(this.#items[right] as T, this.#items[left] as T) < 0 ? right : left;
      if (!this.#swapIfLess(child, hole)) return;
      hole = child;
    }
  }

  #swapIfLess(below: number, above: number): boolean {
    const [child, parent] = [this.#items[below] as T, this.#items[above] as T];
    if (this.#compare(child, parent) >= 0) return false;
    this.#items[below] = parent;
    this.#items[above] = child;
    return true;
  }
}
