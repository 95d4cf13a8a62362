import { mark, revivable } from './handle.ts';
import { extend, LINE, reach, sharedMemory, words } from './memory.ts';

/** A whole number from −2³¹ to 2³¹−1 that all threads read and write whole, and that wraps around. Go: `atomic.Int32`. */
export class Int32 {
  readonly #address: number;

  constructor(value?: number);
  /** @internal */
  constructor(value: undefined, address: number);
  constructor(value = 0, address?: number) {
    this.#address = address ?? extend(LINE);
    reach(this.#address + LINE);
    if (address === undefined) this.store(value);
    mark(this, () => ['int32', this.#address]);
  }

  /** The value. Go: `v.Load()`. */
  load(): number {
    return Atomics.load(words, this.#address);
  }

  /** Replaces the value. Go: `v.Store(x)`. */
  store(value: number): void {
    Atomics.store(words, this.#address, value);
  }

  /** Adds `delta`, gives the new value. Go: `v.Add(delta)`. */
  add(delta: number): number {
    return (Atomics.add(words, this.#address, delta) + delta) | 0;
  }

  /** Stores `value`, gives the one before. Go: `v.Swap(x)`. */
  swap(value: number): number {
    return Atomics.exchange(words, this.#address, value);
  }

  /** Stores `next` if the value is `previous`. Go: `v.CompareAndSwap(old, new)`. @returns whether it was */
  compareAndSwap(previous: number, next: number): boolean {
    return Atomics.compareExchange(words, this.#address, previous, next) === (previous | 0);
  }
}

/** A bigint from −2⁶³ to 2⁶³−1 that all threads read and write whole, and that wraps around. Go: `atomic.Int64`. */
export class Int64 {
  readonly #address: number;
  readonly #cell: BigInt64Array;

  constructor(value?: bigint);
  /** @internal */
  constructor(value: undefined, address: number);
  constructor(value = 0n, address?: number) {
    this.#address = address ?? extend(LINE);
    reach(this.#address + LINE);
    this.#cell = new BigInt64Array(sharedMemory(), this.#address * 4, 1);
    if (address === undefined) this.store(value);
    mark(this, () => ['int64', this.#address]);
  }

  /** The value. Go: `v.Load()`. */
  load(): bigint {
    return Atomics.load(this.#cell, 0);
  }

  /** Replaces the value. Go: `v.Store(x)`. */
  store(value: bigint): void {
    Atomics.store(this.#cell, 0, value);
  }

  /** Adds `delta`, gives the new value. Go: `v.Add(delta)`. */
  add(delta: bigint): bigint {
    return BigInt.asIntN(64, Atomics.add(this.#cell, 0, delta) + delta);
  }

  /** Stores `value`, gives the one before. Go: `v.Swap(x)`. */
  swap(value: bigint): bigint {
    return Atomics.exchange(this.#cell, 0, value);
  }

  /** Stores `next` if the value is `previous`. Go: `v.CompareAndSwap(old, new)`. @returns whether it was */
  compareAndSwap(previous: bigint, next: bigint): boolean {
    return Atomics.compareExchange(this.#cell, 0, previous, next) === BigInt.asIntN(64, previous);
  }
}

revivable('int32', ([, address]) => new Int32(undefined, address));
revivable('int64', ([, address]) => new Int64(undefined, address));
