// expect: output
// | 10 dishes after 500 ms
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const stoves = chan<void>(2);
  const dishes = chan<number>(10);
  for (let dish = 1; dish <= 10; dish++) await dishes.send(dish);
  dishes.close();
  const cooks = new sync.WaitGroup();
  for (let n = 0; n < 5; n++) {
    cooks.go(async () => {
      for await (const _ of dishes) {
        await stoves.send();
        await time.sleep(100);
        stoves.tryReceive();
      }
    });
  }
  await cooks.wait();
  console.log(`10 dishes after ${Math.round(time.since(start))} ms`);
});
