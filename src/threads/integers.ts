import { atomic } from '../runtime/index.ts';
import { isControlled, keepIdentity } from './controlled.ts';
import { mark, revivable } from './handle.ts';
import { SharedInt32, SharedInt64 } from './shared-integers.ts';

/** A whole number from −2³¹ to 2³¹−1 that all threads read and write whole, and that wraps around. Go: `atomic.Int32`. */
export class Int32 {
  readonly #inner: SharedInt32 | atomic.Int32;

  constructor(value?: number);
  /** @internal */
  constructor(value: number, address: number);
  constructor(value = 0, address?: number) {
    if (address === undefined && isControlled()) {
      this.#inner = new atomic.Int32(value);
      keepIdentity(this);
    } else {
      const shared = new SharedInt32(value, address);
      this.#inner = shared;
      mark(this, () => ['int32', shared.address]);
    }
  }

  /** The value. Go: `v.Load()`. */
  load(): number {
    return this.#inner.load();
  }

  /** Replaces the value. Go: `v.Store(x)`. */
  store(value: number): void {
    this.#inner.store(value);
  }

  /** Adds `delta`, gives the new value. Go: `v.Add(delta)`. */
  add(delta: number): number {
    return this.#inner.add(delta);
  }

  /** Stores `value`, gives the one before. Go: `v.Swap(x)`. */
  swap(value: number): number {
    return this.#inner.swap(value);
  }

  /** Stores `next` if the value is `previous`. Go: `v.CompareAndSwap(old, new)`. @returns whether it was */
  compareAndSwap(previous: number, next: number): boolean {
    return this.#inner.compareAndSwap(previous, next);
  }
}

/** A bigint from −2⁶³ to 2⁶³−1 that all threads read and write whole, and that wraps around. Go: `atomic.Int64`. */
export class Int64 {
  readonly #inner: SharedInt64 | atomic.Int64;

  constructor(value?: bigint);
  /** @internal */
  constructor(value: bigint, address: number);
  constructor(value = 0n, address?: number) {
    if (address === undefined && isControlled()) {
      this.#inner = new atomic.Int64(value);
      keepIdentity(this);
    } else {
      const shared = new SharedInt64(value, address);
      this.#inner = shared;
      mark(this, () => ['int64', shared.address]);
    }
  }

  /** The value. Go: `v.Load()`. */
  load(): bigint {
    return this.#inner.load();
  }

  /** Replaces the value. Go: `v.Store(x)`. */
  store(value: bigint): void {
    this.#inner.store(value);
  }

  /** Adds `delta`, gives the new value. Go: `v.Add(delta)`. */
  add(delta: bigint): bigint {
    return this.#inner.add(delta);
  }

  /** Stores `value`, gives the one before. Go: `v.Swap(x)`. */
  swap(value: bigint): bigint {
    return this.#inner.swap(value);
  }

  /** Stores `next` if the value is `previous`. Go: `v.CompareAndSwap(old, new)`. @returns whether it was */
  compareAndSwap(previous: bigint, next: bigint): boolean {
    return this.#inner.compareAndSwap(previous, next);
  }
}

revivable('int32', ([, address]) => new Int32(0, address));
revivable('int64', ([, address]) => new Int64(0n, address));
