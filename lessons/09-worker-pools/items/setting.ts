// expect: deadlock
import { run, chan, sync } from 'concurrency-tutor';

const workerCount = Number('four'); // a setting

await run(async () => {
  const tasks = chan<string>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < workerCount; n++) {
    workers.go(async () => {
      for await (const task of tasks) console.log(task);
    });
  }
  await tasks.send('water the flowers');
  tasks.close();
  await workers.wait();
});
