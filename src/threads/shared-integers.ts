import { extend, LINE, reach, sharedMemory, words } from './memory.ts';

/** A number in shared memory, in a cache line of its own. */
export class SharedInt32 {
  readonly address: number;

  /** @param address where it is already; `value` is for a new one */
  constructor(value: number, address?: number) {
    this.address = address ?? extend(LINE);
    reach(this.address + LINE);
    if (address === undefined) this.store(value);
  }

  load(): number {
    return Atomics.load(words, this.address);
  }

  store(value: number): void {
    Atomics.store(words, this.address, value);
  }

  add(delta: number): number {
    return (Atomics.add(words, this.address, delta) + delta) | 0;
  }

  swap(value: number): number {
    return Atomics.exchange(words, this.address, value);
  }

  compareAndSwap(previous: number, next: number): boolean {
    return Atomics.compareExchange(words, this.address, previous, next) === (previous | 0);
  }
}

/** A bigint in shared memory, in a cache line of its own. */
export class SharedInt64 {
  readonly address: number;
  readonly #cell: BigInt64Array;

  /** @param address where it is already; `value` is for a new one */
  constructor(value: bigint, address?: number) {
    this.address = address ?? extend(LINE);
    reach(this.address + LINE);
    this.#cell = new BigInt64Array(sharedMemory(), this.address * 4, 1);
    if (address === undefined) this.store(value);
  }

  load(): bigint {
    return Atomics.load(this.#cell, 0);
  }

  store(value: bigint): void {
    Atomics.store(this.#cell, 0, value);
  }

  add(delta: bigint): bigint {
    return BigInt.asIntN(64, Atomics.add(this.#cell, 0, delta) + delta);
  }

  swap(value: bigint): bigint {
    return Atomics.exchange(this.#cell, 0, value);
  }

  compareAndSwap(previous: bigint, next: bigint): boolean {
    return Atomics.compareExchange(this.#cell, 0, previous, next) === BigInt.asIntN(64, previous);
  }
}
