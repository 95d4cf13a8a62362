import { Value } from './cell.ts';

/** A whole number from −2³¹ to 2³¹−1 that wraps around. Go: `atomic.Int32`. */
export class Int32 extends Value<number> {
  constructor(value = 0) {
    super(value | 0);
  }

  /** Wraps around.
   *  @internal */
  protected override wrap(value: number): number {
    return value | 0;
  }

  /** Adds `delta`, gives the new value. Go: `v.Add(delta)`. */
  add(delta: number): number {
    this.store(this.load() + delta);
    return this.load();
  }
}

/** A whole number from 0 to 2³²−1 that wraps around. Go: `atomic.Uint32`. */
export class Uint32 extends Value<number> {
  constructor(value = 0) {
    super(value >>> 0);
  }

  /** Wraps around.
   *  @internal */
  protected override wrap(value: number): number {
    return value >>> 0;
  }

  /** Adds `delta`, gives the new value. Go: `v.Add(delta)`. */
  add(delta: number): number {
    this.store(this.load() + delta);
    return this.load();
  }
}

/** A bigint from −2⁶³ to 2⁶³−1 that wraps around. Go: `atomic.Int64`. */
export class Int64 extends Value<bigint> {
  constructor(value = 0n) {
    super(BigInt.asIntN(64, value));
  }

  /** Wraps around.
   *  @internal */
  protected override wrap(value: bigint): bigint {
    return BigInt.asIntN(64, value);
  }

  /** Adds `delta`, gives the new value. Go: `v.Add(delta)`. */
  add(delta: bigint): bigint {
    this.store(this.load() + delta);
    return this.load();
  }
}
