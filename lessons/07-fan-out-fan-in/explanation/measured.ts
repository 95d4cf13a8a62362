// run: native
// expect: output
// | the same sum: true
// | the plain loop was faster: true
import { run, go, chan, sync, time } from 'concurrency-tutor';

const count = 20_000;

function plainLoop(): number {
  let sum = 0;
  for (let number = 0; number < count; number++) sum += number;
  return sum;
}

async function fourWorkers(): Promise<number> {
  const tasks = chan<number>();
  const sums = chan<number>(4);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) {
    workers.go(async () => {
      let sum = 0;
      for await (const number of tasks) sum += number;
      await sums.send(sum);
    });
  }
  for (let number = 0; number < count; number++) await tasks.send(number);
  tasks.close();
  go(async () => {
    await workers.wait();
    sums.close();
  });
  let total = 0;
  for await (const sum of sums) total += sum;
  return total;
}

await run(async () => {
  const start = time.now();
  const plain = plainLoop();
  const between = time.now();
  const spread = await fourWorkers();
  const loopTime = between - start;
  const workerTime = time.now() - between;
  console.log('the same sum:', plain === spread);
  console.log('the plain loop was faster:', loopTime < workerTime);
});
