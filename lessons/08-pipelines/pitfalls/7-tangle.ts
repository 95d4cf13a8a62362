// expect: output
// | delivered 4 of 6
import { run, go, chan, sync } from 'concurrency-tutor';

const orders = [
  'letter 20', 'parcel 900', 'letter 80', 'pallet 9000',
  'letter 30', 'parcel 700',
];

await run(async () => {
  const a = chan<string>();
  const b = chan<string>();
  const c = chan<string>();
  const d = chan<string>();
  const wg = new sync.WaitGroup();
  go(async () => {
    for (const order of orders) await a.send(order);
    a.close();
  });
  go(async () => {
    for await (const x of a) {
      if (x.startsWith('letter')) await b.send(x);
      else if (x.startsWith('parcel')) await c.send(x);
    }
    b.close();
    c.close();
  });
  wg.go(async () => {
    for await (const x of b) {
      if (Number(x.split(' ')[1]) <= 50) await d.send(x);
    }
  });
  wg.go(async () => {
    for await (const x of c) await d.send(x);
  });
  go(async () => {
    await wg.wait();
    d.close();
  });
  let delivered = 0;
  for await (const _ of d) delivered++;
  console.log(`delivered ${delivered} of ${orders.length}`);
});
