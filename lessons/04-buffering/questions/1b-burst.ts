// expect: output
// | room for 0: taken in 990 ms, cooked in 1000 ms
// | room for 10: taken in 890 ms, cooked in 1000 ms
// | room for 100: taken in 0 ms, cooked in 1000 ms
import { run, chan, sync, time } from 'concurrency-tutor';

/**
 * A hundred orders come in at once; how long does the door stand open?
 */
async function burst(capacity: number): Promise<void> {
  const orders = chan<number>(capacity);
  const kitchen = new sync.WaitGroup();
  kitchen.go(async () => {
    for await (const _ of orders) await time.sleep(10);
  });
  const start = time.now();
  for (let n = 0; n < 100; n++) await orders.send(n);
  const taken = Math.round(time.since(start));
  orders.close();
  await kitchen.wait();
  const cooked = Math.round(time.since(start));
  console.log(
    `room for ${capacity}: taken in ${taken} ms, cooked in ${cooked} ms`,
  );
}

await run(async () => {
  await burst(0);
  await burst(10);
  await burst(100);
});
