// expect: output
// | 1000 values, mean 499.5, spread 288.8
// | 2000 values, mean 999.5, spread 577.5
// | 2500 values, mean 1249.5, spread 721.8
interface Statistics {
  readonly count: number;
  readonly mean: number;
  /** The standard deviation: how far from the mean values usually are. */
  readonly spread: number;
}

/** Statistics after every 1000 values, and at the end. Three numbers. */
function* statistics(input: Iterable<number>): Generator<Statistics> {
  let count = 0;
  let mean = 0;
  let squares = 0; // squared distances from the mean, added up
  const now = (): Statistics =>
    ({ count, mean, spread: Math.sqrt(squares / (count - 1)) });

  for (const value of input) {
    count++;
    const distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
    if (count % 1000 === 0) yield now();
  }
  if (count % 1000 !== 0) yield now(); // not the same ones twice
}

function* readings(): Generator<number> {
  for (let n = 0; n < 2500; n++) yield n;
}

for (const { count, mean, spread } of statistics(readings())) {
  console.log(`${count} values, mean ${mean.toFixed(1)},`,
    `spread ${spread.toFixed(1)}`);
}
