// expect: output
// | the generator has been told to end, after 8
// | doubled, multiples of four, five of them: 0 4 8 12 16
function* allNumbers(): Generator<number> {
  let n = 0;
  try {
    while (true) yield n++;
  } finally {
    console.log('the generator has been told to end, after', n - 1);
  }
}

function* map<A, B>(
  input: Iterable<A>, change: (value: A) => B,
): Generator<B> {
  for (const value of input) yield change(value);
}

function* filter<A>(
  input: Iterable<A>, keep: (value: A) => boolean,
): Generator<A> {
  for (const value of input) if (keep(value)) yield value;
}

function* take<A>(
  input: Iterable<A>, count: number,
): Generator<A> {
  if (count <= 0) return;
  let taken = 0;
  for (const value of input) {
    yield value;
    if (++taken === count) return; // this ends the input as well
  }
}

const doubled = map(allNumbers(), (n) => n * 2);
const fours = filter(doubled, (n) => n % 4 === 0);
const first = [...take(fours, 5)];
console.log('doubled, multiples of four, five of them:', ...first);
