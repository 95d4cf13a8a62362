// expect: output
// | after 3: 2
// | after 4: 3
// | after 5: 4
/** The last `size` values. The newest takes the place of the oldest. */
class Ring {
  readonly #values: Float64Array; // eight bytes a number, and no more
  #count = 0;

  constructor(size: number) {
    if (size < 1) throw new RangeError('a window has at least one place');
    this.#values = new Float64Array(size);
  }

  push(value: number): void {
    this.#values[this.#count % this.#values.length] = value;
    this.#count++;
  }

  get full(): boolean {
    return this.#count >= this.#values.length;
  }

  mean(): number {
    const sum = this.#values.reduce((total, value) => total + value, 0);
    return sum / this.#values.length;
  }
}

function* movingMean(
  input: Iterable<number>, size: number,
): Generator<number> {
  const ring = new Ring(size);
  for (const value of input) {
    ring.push(value);
    if (ring.full) yield ring.mean();
  }
}

let after = 3;
for (const mean of movingMean([1, 2, 3, 4, 5], 3)) {
  console.log(`after ${after++}: ${mean}`);
}
