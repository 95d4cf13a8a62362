/** A place in a queue. Linked through itself, so that joining, leaving from anywhere, and being served first are all O(1). */
export abstract class QueueNode {
  queue: Queue<this> | undefined = undefined;
  previous: this | undefined = undefined;
  next: this | undefined = undefined;
  /** A node whose waiter has been served elsewhere, or whose program is over, is skipped. */
  abstract get stale(): boolean;
}

/** First in, first out; any node may leave at any time. */
export class Queue<N extends QueueNode> {
  #first: N | undefined;
  #last: N | undefined;
  #length = 0;

  /** Nodes waiting, stale ones included. */
  get length(): number {
    return this.#length;
  }

  push(node: N): void {
    node.queue = this;
    node.previous = this.#last;
    node.next = undefined;
    if (this.#last) this.#last.next = node;
    else this.#first = node;
    this.#last = node;
    this.#length++;
  }

  /** Takes the first node that is not stale. */
  shift(): N | undefined {
    for (let node = this.#first; node; node = this.#first) {
      this.remove(node);
      if (!node.stale) return node;
    }
    return undefined;
  }

  /** The first node that is not stale, left in place. */
  peek(): N | undefined {
    for (let node = this.#first; node; node = this.#first) {
      if (!node.stale) return node;
      this.remove(node);
    }
    return undefined;
  }

  remove(node: N): void {
    if (node.queue !== this) return;
    if (node.previous) node.previous.next = node.next;
    else this.#first = node.next;
    if (node.next) node.next.previous = node.previous;
    else this.#last = node.previous;
    node.queue = node.previous = node.next = undefined;
    this.#length--;
  }
}
