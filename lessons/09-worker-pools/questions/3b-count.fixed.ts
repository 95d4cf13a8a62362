// expect: output
// | 10 panics, 10 restarts
// | alive: 3 of 3
import { run, chan, sync, time } from 'concurrency-tutor';

const wanted = 3;
const mostRestarts = 20; // more than that is a broken program
const tasks = chan<number>(10);
const workers = new sync.WaitGroup();
const count = { alive: 0, panics: 0, restarts: 0 };

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
  count.alive++;
  workers.go(async () => {
    const how = await work();
    count.alive--; // first this one is gone,
    if (how === 'ended') return;
    count.panics++;
    if (count.restarts >= mostRestarts) return;
    count.restarts++; // then somebody decides
    startWorker();
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
