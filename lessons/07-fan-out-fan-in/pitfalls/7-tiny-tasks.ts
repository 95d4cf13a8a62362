// expect: output
// | sum 19900, handed over 200 times
import { run, go, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const tasks = chan<number>();
  const sums = chan<number>(4);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) {
    workers.go(async () => {
      let sum = 0;
      for await (const number of tasks) {
        sum += number; // all of this for one addition
      }
      await sums.send(sum);
    });
  }
  let handedOver = 0;
  for (let number = 0; number < 200; number++) {
    await tasks.send(number);
    handedOver++;
  }
  tasks.close();
  go(async () => {
    await workers.wait();
    sums.close();
  });
  let total = 0;
  for await (const sum of sums) total += sum;
  console.log(`sum ${total}, handed over ${handedOver} times`);
});
