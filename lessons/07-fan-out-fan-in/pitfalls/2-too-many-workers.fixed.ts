// expect: output
// | 4 workers: 200 ms
import { run, chan, sync, time } from 'concurrency-tutor';

const cores = 4;
const pictures = 80;
const workerCount = cores;

await run(async () => {
  const start = time.now();
  const busyCores = chan<void>(cores); // whoever computes holds a core
  const tasks = chan<number>(pictures);
  for (let n = 0; n < pictures; n++) await tasks.send(n);
  tasks.close();

  const workers = new sync.WaitGroup();
  for (let n = 0; n < workerCount; n++) {
    workers.go(async () => {
      for await (const _ of tasks) {
        await busyCores.send(); // waits until a core is free
        await time.sleep(10); // shrinks the picture
        busyCores.tryReceive();
      }
    });
  }
  await workers.wait();
  const elapsed = Math.round(time.since(start));
  console.log(`${workerCount} workers: ${elapsed} ms`);
});
