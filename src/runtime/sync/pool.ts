import { acquires, changes, releases } from '../program.ts';

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
    const free = this.#free.pop();
    if (free === undefined) return this.#make?.();
    acquires(this);
    changes(this);
    return free;
  }

  /** Gives an object back. Go: `p.Put(x)`. */
  put(value: T): void {
    if (value === undefined || value === null) return;
    releases(this);
    this.#free.push(value);
  }
}
