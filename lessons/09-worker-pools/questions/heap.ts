// module
export interface Task {
  readonly name: string;
  readonly priority: number;
  readonly order: number;
}

/** The higher priority first; among equals, the one that came first. */
function before(a: Task, b: Task): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  return a.order < b.order;
}

/** A tree in an array: the parent of place n is at (n - 1) / 2. */
export class Heap {
  readonly #items: Task[] = [];

  get size(): number {
    return this.#items.length;
  }

  push(task: Task): void {
    let place = this.#items.length;
    this.#items.push(task);
    while (place > 0) { // moves up, past those that come later
      const parent = (place - 1) >> 1;
      if (!this.#before(place, parent)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  /** Takes the first one out. */
  pop(): Task | undefined {
    const first = this.#items[0];
    const last = this.#items.pop();
    if (first === undefined || last === undefined || first === last) {
      return first;
    }
    this.#items[0] = last;
    for (let place = 0; ;) { // moves down, below those that come first
      let child = 2 * place + 1;
      if (child >= this.size) return first;
      if (this.#before(child + 1, child)) child++;
      if (!this.#before(child, place)) return first;
      this.#swap(place, child);
      place = child;
    }
  }

  #before(a: number, b: number): boolean {
    const [first, second] = [this.#items[a], this.#items[b]];
    return first !== undefined && second !== undefined
      && before(first, second);
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#items[a], this.#items[b]];
    if (first === undefined || second === undefined) return;
    this.#items[a] = second;
    this.#items[b] = first;
  }
}
