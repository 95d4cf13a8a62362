// expect: output
// | { value: 3, done: false }
// | { value: 2, done: false }
// | cleaned up
// | { value: undefined, done: true }
// | 3 2 1 cleaned up
// | go!
function* countdown(from: number): Generator<number> {
  try {
    for (let n = from; n > 0; n--) yield n;
  } finally {
    console.log('cleaned up');
  }
}

function* start(): Generator<number | string> {
  yield* countdown(3); // hands on everything that countdown yields
  yield 'go!';
}

const numbers = countdown(3); // nothing has run yet
console.log(numbers.next());
console.log(numbers.next());
numbers.return(undefined); // whoever calls next by hand says when to end
console.log(numbers.next());

for (const item of start()) {
  if (item === 'go!') console.log(item);
  else process.stdout.write(`${item} `);
}
