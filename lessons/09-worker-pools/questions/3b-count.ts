// expect: output
// | 10 panics, 9 restarts
// | alive: 2 of 3
import { run, chan, defer, sync, time } from 'concurrency-tutor';

const wanted = 3;
const tasks = chan<number>(10);
const workers = new sync.WaitGroup();
const count = { alive: 0, panics: 0, restarts: 0 };

function startWorker(): void {
  count.alive++;
  workers.go(async () => {
    using _gone = defer(() => count.alive--); // runs last
    try {
      for await (const task of tasks) throw new Error(`task ${task}`);
    } catch {
      count.panics++;
      if (count.alive < wanted) { // it still counts itself
        count.restarts++;
        startWorker();
      }
    }
  });
}

await run(async () => {
  for (let n = 0; n < wanted; n++) startWorker();
  for (let task = 0; task < 10; task++) await tasks.send(task);
  await time.sleep(time.Second);
  console.log(`${count.panics} panics, ${count.restarts} restarts`);
  console.log(`alive: ${count.alive} of ${wanted}`);
  tasks.close();
  await workers.wait();
});
