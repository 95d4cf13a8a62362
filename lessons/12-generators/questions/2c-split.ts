// expect: output
// | sum 42
// | x is no number
// | and 2 more
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

interface Errors {
  readonly some: ReceiveChannel<Error>;
  /** How many found no room. Read it when the values have ended. */
  readonly more: () => number;
}

/** Values go one way, errors the other. It never waits for room. */
function split(
  input: Iterable<number | Error>,
): [ReceiveChannel<number>, Errors] {
  const out = chan<number>();
  const errors = chan<Error>(1); // ten in a real program
  let more = 0;
  go(async () => {
    using _values = defer(() => out.close());
    using _errors = defer(() => errors.close());
    for (const item of input) {
      if (!(item instanceof Error)) await out.send(item);
      else if (!errors.trySend(item)) more++;
    }
  });
  const some = errors.receiveOnly();
  return [out.receiveOnly(), { some, more: () => more }];
}

function* parsed(lines: string[]): Generator<number | Error> {
  for (const line of lines) {
    const value = Number(line);
    if (Number.isNaN(value)) yield new Error(`${line} is no number`);
    else yield value;
  }
}

await run(async () => {
  const lines = ['12', 'x', '30', 'y', 'z'];
  const [values, errors] = split(parsed(lines));
  let sum = 0;
  for await (const value of values) sum += value;
  console.log('sum', sum);
  for await (const error of errors.some) console.log(error.message);
  console.log('and', errors.more(), 'more');
});
