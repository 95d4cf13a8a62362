// expect: output
// | 10 panics, 10 restarts
// | alive: 3 of 3
import { run, atomic, chan, sync, time } from 'concurrency-tutor';

const wanted = 3;
const mostRestarts = 20; // more than that is a broken program
const tasks = chan<number>(10);
const workers = new sync.WaitGroup();
const alive = new atomic.Int32();
const panics = new atomic.Int32();
const restarts = new atomic.Int32();

/** Works until the end, or until something is thrown. */
async function work(): Promise<'panicked' | 'ended'> {
  try {
    for await (const task of tasks) throw new Error(`task ${task}`);
    return 'ended';
  } catch {
    return 'panicked';
  }
}

function startWorker(): void {
  alive.add(1);
  workers.go(async () => {
    const how = await work();
    alive.add(-1); // first this one is gone,
    if (how === 'ended') return;
    panics.add(1);
    if (restarts.load() >= mostRestarts) return;
    restarts.add(1); // then somebody decides
    startWorker();
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
