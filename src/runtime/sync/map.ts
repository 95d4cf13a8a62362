import { acquires, changes, looksAt, releases } from '../program.ts';

/** Boxed, so that `undefined` can be a value, and each value that is stored is told from the others. */
interface Entry<V> {
  readonly value: V;
}

/** A map that many goroutines use without a lock of their own. Go: `sync.Map`. */
export class SyncMap<K, V> {
  readonly #entries = new Map<K, Entry<V>>();

  /** The value kept under a key, and whether there is one. Go: `v, ok := m.Load(k)`. */
  load(key: K): [value: V, ok: true] | [value: undefined, ok: false] {
    const entry = this.#seen(key);
    return entry ? [entry.value, true] : [undefined, false];
  }

  /** Keeps a value under a key, in place of the one before. Go: `m.Store(k, v)`. */
  store(key: K, value: V): void {
    const entry = { value };
    releases(entry);
    changes(this.#entries);
    this.#entries.set(key, entry);
  }

  /** The value that is there, or else the one given, which is stored. Go: `actual, loaded := m.LoadOrStore(k, v)`. */
  loadOrStore(key: K, value: V): [actual: V, loaded: boolean] {
    const entry = this.#seen(key);
    if (entry) return [entry.value, true];
    this.store(key, value);
    return [value, false];
  }

  /** Removes an entry, gives its value and whether there was one. Go: `v, loaded := m.LoadAndDelete(k)`. */
  loadAndDelete(key: K): [value: V, loaded: true] | [value: undefined, loaded: false] {
    const found = this.load(key);
    this.delete(key);
    return found;
  }

  /** Removes an entry, if there is one. Go: `m.Delete(k)`. */
  delete(key: K): void {
    releases(this.#entries);
    this.#entries.delete(key);
  }

  /** Keeps a value, gives the one before and whether there was one. Go: `previous, loaded := m.Swap(k, v)`. */
  swap(key: K, value: V): [previous: V, loaded: true] | [previous: undefined, loaded: false] {
    const found = this.load(key);
    this.store(key, value);
    return found;
  }

  /** Stores `next` if the value is `previous`. Go: `m.CompareAndSwap(k, old, new)`. */
  compareAndSwap(key: K, previous: V, next: V): boolean {
    if (!this.#holds(key, previous)) return false;
    this.store(key, next);
    return true;
  }

  /** Deletes the entry if the value is `previous`. Go: `m.CompareAndDelete(k, old)`. */
  compareAndDelete(key: K, previous: V): boolean {
    if (!this.#holds(key, previous)) return false;
    this.delete(key);
    return true;
  }

  /** Calls `visit` for each entry until it returns false. Go: `m.Range(f)`. */
  range(visit: (key: K, value: V) => boolean): void {
    // The keys of the moment: what the visit stores is not visited, so that no key comes twice and the visit ends.
    looksAt(this.#entries);
    const keys = [...this.#entries.keys()];
    for (const key of keys) {
      const entry = this.#seen(key);
      if (entry && !visit(key, entry.value)) return;
    }
  }

  /** Removes every entry. Go: `m.Clear()`. */
  clear(): void {
    releases(this.#entries);
    this.#entries.clear();
  }

  #holds(key: K, value: V): boolean {
    const entry = this.#seen(key);
    return entry !== undefined && Object.is(entry.value, value);
  }

  /** What is there now. Whoever stored it, or removed what was there, did so before. */
  #seen(key: K): Entry<V> | undefined {
    const entry = this.#entries.get(key);
    acquires(entry ?? this.#entries);
    looksAt(this.#entries);
    return entry;
  }
}
