/** A store of objects to use again. What is put in may be dropped at any time. Go: `sync.Pool`. */
export class Pool<T> {
  readonly #make: (() => T) | undefined;
  #free: T[] = [];

  /** @param make makes a new object when none is free. Go: the field `New`. */
  constructor(make?: () => T) {
    this.#make = make;
  }

  /** A free object, or a new one; `undefined` when there is neither. Go: `p.Get()`. */
  get(): T | undefined {
    return this.#free.pop() ?? this.#make?.();
  }

  /** Gives an object back. Go: `p.Put(x)`. */
  put(value: T): void {
    if (value !== undefined && value !== null) this.#free.push(value);
  }
}
