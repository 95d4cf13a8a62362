// expect: differs
// | tea rice
// --
// | rice tea
import { run, chan, go, sync } from 'concurrency-tutor';

await run(async () => {
  const dishes = chan<string>();
  const cooks = new sync.WaitGroup();
  for (const dish of ['tea', 'rice']) {
    cooks.go(async () => {
      await dishes.send(dish);
    });
  }
  go(async () => {
    await cooks.wait();
    dishes.close();
  });

  const served: string[] = [];
  for await (const dish of dishes) served.push(dish);
  console.log(...served);
});
