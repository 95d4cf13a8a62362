import { Value } from './cell.ts';

/** Go: `atomic.Int32`. Wraps around, as Go's does. */
export class Int32 extends Value<number> {
  constructor(value = 0) {
    super(value | 0);
  }

  protected override wrap(value: number): number {
    return value | 0;
  }

  /** Adds `delta`, gives the new value. */
  add(delta: number): number {
    this.store(this.load() + delta);
    return this.load();
  }
}

/** Go: `atomic.Uint32`. Wraps around, as Go's does. */
export class Uint32 extends Value<number> {
  constructor(value = 0) {
    super(value >>> 0);
  }

  protected override wrap(value: number): number {
    return value >>> 0;
  }

  /** Adds `delta`, gives the new value. */
  add(delta: number): number {
    this.store(this.load() + delta);
    return this.load();
  }
}

/** Go: `atomic.Int64`. A bigint, wraps around as Go's does. */
export class Int64 extends Value<bigint> {
  constructor(value = 0n) {
    super(BigInt.asIntN(64, value));
  }

  protected override wrap(value: bigint): bigint {
    return BigInt.asIntN(64, value);
  }

  /** Adds `delta`, gives the new value. */
  add(delta: bigint): bigint {
    this.store(this.load() + delta);
    return this.load();
  }
}
