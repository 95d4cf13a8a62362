import { acquires, replaces } from '../program.ts';

/** Any value, read and written whole. Go: `atomic.Value`; here it starts with a value and may change its type. */
export class Value<T> {
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value. Go: `v.Load()`. */
  load(): T {
    acquires(this);
    return this.#value;
  }

  /** Replaces the value. Go: `v.Store(x)`. */
  store(value: T): void {
    this.#value = this.wrap(value);
    replaces(this);
  }

  /** Stores `value`, gives the one before. Go: `v.Swap(x)`. */
  swap(value: T): T {
    const previous = this.load();
    this.store(value);
    return previous;
  }

  /** Stores `next` if the value is `previous`. Go: `v.CompareAndSwap(old, new)`. @returns whether it was */
  compareAndSwap(previous: T, next: T): boolean {
    if (!Object.is(this.load(), this.wrap(previous))) return false;
    this.store(next);
    return true;
  }

  /** The value that a variable of this type would hold.
   *  @internal */
  protected wrap(value: T): T {
    return value;
  }
}

/** A boolean that is read and written whole. Go: `atomic.Bool`. */
export class Bool extends Value<boolean> {
  constructor(value = false) {
    super(value);
  }
}
