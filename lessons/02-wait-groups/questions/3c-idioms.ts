// expect: output
// | add, then go: 3
// | one add for the batch: 3
// | wg.go: 3
import { run, go, atomic, defer, sync, time } from 'concurrency-tutor';

const finished = new atomic.Int32();

async function work(wg: sync.WaitGroup): Promise<void> {
  using _done = defer(() => wg.done()); // the first line of the goroutine
  await time.sleep(10 * time.Millisecond);
  finished.add(1);
}

async function addThenGo(wg: sync.WaitGroup): Promise<void> {
  for (let n = 1; n <= 3; n++) {
    wg.add(1); // one line above the go that it counts
    go(work, wg);
  }
  await wg.wait();
}

async function oneAddForTheBatch(wg: sync.WaitGroup): Promise<void> {
  const tasks = [work, work, work];
  wg.add(tasks.length); // exactly as many as the loop starts
  for (const task of tasks) go(task, wg);
  await wg.wait();
}

async function groupGo(wg: sync.WaitGroup): Promise<void> {
  for (let n = 1; n <= 3; n++) {
    wg.go(async () => {
      await time.sleep(10 * time.Millisecond);
      finished.add(1);
    });
  }
  await wg.wait();
}

await run(async () => {
  for (const [name, form] of [
    ['add, then go', addThenGo],
    ['one add for the batch', oneAddForTheBatch],
    ['wg.go', groupGo],
  ] as const) {
    finished.store(0);
    await form(new sync.WaitGroup());
    console.log(`${name}: ${finished.load()}`);
  }
});
