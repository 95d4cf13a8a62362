/** A stream of numbers that depends on nothing but its seeds. The same on every platform and every Node. */
export class Random {
  #state: number;
  #drawn: (() => void) | undefined;

  constructor(...seeds: readonly number[]) {
    this.#state = 0x9e3779b9;
    for (const seed of seeds) {
      this.#state = mix(this.#state ^ (seed >>> 0));
      this.#state = mix(this.#state ^ Math.floor(seed / 2 ** 32));
    }
  }

  /** Calls back whenever something is drawn. */
  telling(drawn: () => void): this {
    this.#drawn = drawn;
    return this;
  }

  /** 32 random bits, as a whole number from 0 up. */
  bits(): number {
    this.#drawn?.();
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return mix(this.#state) >>> 0;
  }

  /** From 0 up to but not including 1. */
  fraction(): number {
    return (this.bits() * 2 ** 21 + (this.bits() >>> 11)) / 2 ** 53;
  }

  /** A whole number from 0 up to but not including `bound`. */
  below(bound: number): number {
    return bound < 2 ? 0 : Math.floor(this.fraction() * bound);
  }
}

/** Spreads every bit of a number over all of it (the finaliser of MurmurHash3, as in splitmix32). */
function mix(value: number): number {
  let z = value;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return z ^ (z >>> 16);
}
