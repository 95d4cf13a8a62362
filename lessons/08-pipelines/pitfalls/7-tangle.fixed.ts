// expect: output
// | check: 6 in, 5 out, refused: pallet 9000
// | weigh: 5 in, 4 out, refused: letter 80
// | delivered 4 of 6
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

const orders = [
  'letter 20', 'parcel 900', 'letter 80', 'pallet 9000',
  'letter 30', 'parcel 700',
];

const most: Readonly<Record<string, number>> = {
  letter: 50,
  parcel: 1000,
};

const kind = (order: string): string => order.split(' ')[0]!;
const grams = (order: string): number => Number(order.split(' ')[1]);

/** Lets through what is good, and accounts for all that came in. */
function keep(
  name: string, good: (order: string) => boolean,
  input: ReceiveChannel<string>,
): ReceiveChannel<string> {
  const out = chan<string>(0, name);
  go(async () => {
    using _close = defer(() => out.close());
    let passed = 0;
    const refused: string[] = [];
    for await (const order of input) {
      if (good(order)) {
        passed++;
        await out.send(order);
      } else refused.push(order);
    }
    const came = passed + refused.length;
    const rest = `refused: ${refused.join(', ')}`;
    console.log(`${name}: ${came} in, ${passed} out, ${rest}`);
  });
  return out;
}

await run(async () => {
  const all = chan<string>(orders.length, 'orders');
  for (const order of orders) await all.send(order);
  all.close();

  const known = keep('check', (order) => kind(order) in most, all);
  const light = keep(
    'weigh', (order) => grams(order) <= (most[kind(order)] ?? 0), known,
  );
  let delivered = 0;
  for await (const _ of light) delivered++;
  console.log(`delivered ${delivered} of ${orders.length}`);
});
