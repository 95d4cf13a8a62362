// expect: deadlock
// expect: race
import { run, sync, time } from 'concurrency-tutor';

await run(async () => {
  const lock = new sync.Mutex();
  const changed = new sync.Cond(lock);
  const tasks: string[] = [];
  let stopped = false;

  const workers = new sync.WaitGroup();
  workers.go(async () => {
    using _lock = await lock.acquire();
    while (!stopped) {
      while (tasks.length === 0) await changed.wait();
      tasks.pop();
    }
  });

  await time.sleep(10);
  stopped = true; // and the inner loop does not ask for it
  changed.broadcast();
  await workers.wait();
  console.log('stopped');
});
