// expect: output
// | 7 apples: 14 euros
// | no apples: not a number
// | 3 apples: 6 euros
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

/** Either a value or an error; the order it came from is always there. */
type Result =
  | { readonly order: string; readonly value: number }
  | { readonly order: string; readonly error: Error };

function parse(orders: readonly string[]): ReceiveChannel<Result> {
  const out = chan<Result>();
  go(async () => {
    using _close = defer(() => out.close());
    for (const order of orders) {
      const value = Number.parseInt(order, 10);
      await out.send(Number.isNaN(value)
        ? { order, error: new Error('not a number') }
        : { order, value });
    }
  });
  return out;
}

function price(parsed: ReceiveChannel<Result>): ReceiveChannel<Result> {
  const out = chan<Result>();
  go(async () => {
    using _close = defer(() => out.close());
    for await (const result of parsed) {
      await out.send('error' in result
        ? result // an error goes on, untouched
        : { order: result.order, value: result.value * 2 });
    }
  });
  return out;
}

await run(async () => {
  const orders = ['7 apples', 'no apples', '3 apples'];
  for await (const result of price(parse(orders))) {
    console.log(`${result.order}:`, 'error' in result
      ? result.error.message
      : `${result.value} euros`);
  }
});
