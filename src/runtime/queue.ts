/** A place in a queue. Linked through itself, so that joining, leaving from anywhere, and being served first are all O(1) and allocate nothing. */
export interface QueueNode {
  /** Its neighbours; both `undefined` when it is in no queue, and the queue itself at either end. */
  previous: QueueNode | undefined;
  next: QueueNode | undefined;
}

/** First in, first out; any node may leave at any time. A node is in one queue at most. */
export class Queue<N extends QueueNode> implements Iterable<N>, QueueNode {
  // A ring that begins and ends here: no operation has to ask whether it is at an end.
  previous: QueueNode = this;
  next: QueueNode = this;
  length = 0;

  get first(): N | undefined {
    return this.length === 0 ? undefined : (this.next as N);
  }

  push(node: N): void {
    const last = this.previous;
    node.previous = last;
    node.next = this;
    last.next = node;
    this.previous = node;
    this.length++;
  }

  /** Takes the first node. */
  shift(): N | undefined {
    if (this.length === 0) return undefined;
    const node = this.next as N;
    this.#unlink(node);
    return node;
  }

  /** Takes a node out, wherever it stands in this queue; one that is in no queue is left alone. */
  remove(node: N): void {
    if (node.next !== undefined) this.#unlink(node);
  }

  #unlink(node: N): void {
    const { previous, next } = node as { previous: QueueNode; next: QueueNode };
    previous.next = next;
    next.previous = previous;
    node.previous = node.next = undefined;
    this.length--;
  }

  *[Symbol.iterator](): Iterator<N> {
    for (let node = this.next; node !== this; node = node.next as QueueNode) yield node as N;
  }
}
