// expect: output
// | 100 tasks done
import { run, atomic, chan, sync } from 'concurrency-tutor';

type Task = () => Promise<void>;

await run(async () => {
  const tasks = chan<Task>(100);
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 10; i++) {
    wg.go(async () => {
      for await (const task of tasks) await task();
    });
  }

  const done = new atomic.Int32();
  for (let i = 0; i < 100; i++) {
    await tasks.send(async () => {
      done.add(1);
    });
  }
  tasks.close(); // without this line the ten workers would wait for ever
  await wg.wait();
  console.log(done.load(), 'tasks done');
});
