/** Any value, read and written whole. Go: `atomic.Value`, but it may start empty and change its type. */
export class Value<T> {
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  load(): T {
    return this.#value;
  }

  store(value: T): void {
    this.#value = this.wrap(value);
  }

  /** Stores `value`, gives the one before. */
  swap(value: T): T {
    const previous = this.#value;
    this.store(value);
    return previous;
  }

  /** Stores `next` if the value is `previous`. @returns whether it was */
  compareAndSwap(previous: T, next: T): boolean {
    if (!Object.is(this.#value, this.wrap(previous))) return false;
    this.store(next);
    return true;
  }

  /** The value that a variable of this type would hold. */
  protected wrap(value: T): T {
    return value;
  }
}

/** Go: `atomic.Bool`. */
export class Bool extends Value<boolean> {
  constructor(value = false) {
    super(value);
  }
}
