// expect: output
// | 1: 2000 ms
// | 2: 1000 ms
// | 4: 500 ms
// | 64: 500 ms
import { run, chan, sync, time } from 'concurrency-tutor';

const connections = 4; // as many as the database allows

async function timeFor(workerCount: number): Promise<number> {
  const start = time.now();
  const inUse = chan<void>(connections);
  const tasks = chan<number>(20);
  for (let task = 0; task < 20; task++) await tasks.send(task);
  tasks.close();

  const workers = new sync.WaitGroup();
  for (let n = 0; n < workerCount; n++) {
    workers.go(async () => {
      for await (const _ of tasks) {
        await inUse.send(); // takes a connection
        await time.sleep(100);
        inUse.tryReceive(); // gives it back
      }
    });
  }
  await workers.wait();
  return Math.round(time.since(start));
}

await run(async () => {
  for (const count of [1, 2, 4, 64]) console.log(`${count}: ${await timeFor(count)} ms`);
});
