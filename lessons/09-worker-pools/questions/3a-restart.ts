// expect: panic "negative WaitGroup counter"
import { run, chan, defer, go, sync, time } from 'concurrency-tutor';

const tasks = chan<number>(4);
const results = chan<string>(4);
const workers = new sync.WaitGroup();

function startWorker(): void {
  go(async () => {
    using _done = defer(() => workers.done());
    try {
      for await (const task of tasks) {
        await time.sleep(10);
        if (task === 2) throw new Error('task 2 is broken');
        await results.send(`task ${task} done`);
      }
    } catch {
      startWorker(); // a new one, which nobody has counted
    }
  });
}

await run(async () => {
  workers.add();
  startWorker();
  for (const task of [1, 2, 3, 4]) await tasks.send(task);
  tasks.close();
  await workers.wait(); // comes back after task 2
  console.log(results.length, 'results of 4');
  await time.sleep(100); // other work
});
