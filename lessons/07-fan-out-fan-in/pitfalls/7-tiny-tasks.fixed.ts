// expect: output
// | sum 19900, handed over 4 times
import { run, go, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const tasks = chan<readonly number[]>();
  const sums = chan<number>(4);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) {
    workers.go(async () => {
      let sum = 0;
      for await (const numbers of tasks) {
        for (const number of numbers) sum += number;
      }
      await sums.send(sum);
    });
  }
  let handedOver = 0;
  for (let from = 0; from < 200; from += 50) {
    const fifty = Array.from({ length: 50 }, (_, i) => from + i);
    await tasks.send(fifty);
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
