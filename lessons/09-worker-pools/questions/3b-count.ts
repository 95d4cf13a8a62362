// expect: output
// | 10 panics, 9 restarts
// | alive: 2 of 3
import { run, atomic, chan, defer, sync, time } from 'concurrency-tutor';

const wanted = 3;
const tasks = chan<number>(10);
const workers = new sync.WaitGroup();
const alive = new atomic.Int32();
const panics = new atomic.Int32();
const restarts = new atomic.Int32();

function startWorker(): void {
  alive.add(1);
  workers.go(async () => {
    using _gone = defer(() => alive.add(-1)); // runs last
    try {
      for await (const task of tasks) throw new Error(`task ${task}`);
    } catch {
      panics.add(1);
      if (alive.load() < wanted) { // it still counts itself
        restarts.add(1);
        startWorker();
      }
    }
  });
}

await run(async () => {
  for (let n = 0; n < wanted; n++) startWorker();
  for (let task = 0; task < 10; task++) await tasks.send(task);
  await time.sleep(time.Second);
  console.log(`${panics.load()} panics, ${restarts.load()} restarts`);
  console.log(`alive: ${alive.load()} of ${wanted}`);
  tasks.close();
  await workers.wait();
});
