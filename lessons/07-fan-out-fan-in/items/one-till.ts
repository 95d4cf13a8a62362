// expect: output
// | 5 customers in 500 ms
import { run, sync, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const lock = new sync.Mutex();
  let sold = 0;
  const customers = new sync.WaitGroup();
  for (let n = 0; n < 5; n++) {
    customers.go(async () => {
      using _unlock = await lock.acquire();
      await time.sleep(80); // looks around
      await time.sleep(20); // pays
      sold++;
    });
  }
  await customers.wait();
  const elapsed = Math.round(time.since(start));
  console.log(`${sold} customers in ${elapsed} ms`);
});
