// expect: differs
// | counter 1
// --
// | counter 2
// expect: race
import { run, gosched, sync } from 'concurrency-tutor';

await run(async () => {
  let counter = 0;
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 2; i++) {
    wg.go(async () => {
      const value = counter;
      await gosched(); // BROKEN: the other goroutine may read the same value here
      counter = value + 1;
    });
  }
  await wg.wait();
  console.log('counter', counter);
});
