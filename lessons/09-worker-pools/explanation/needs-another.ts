// expect: deadlock
import { run, chan, sync } from 'concurrency-tutor';

type Task = () => Promise<void>;

await run(async () => {
  const queue = chan<Task>(10);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const task of queue) await task();
    });
  }

  const sauce = chan<string>();
  const cookPasta: Task = async () => {
    console.log('pasta with', await sauce.receive());
  };
  const cookSauce: Task = async () => {
    await sauce.send('tomato sauce');
  };
  for (const task of [cookPasta, cookPasta, cookSauce, cookSauce]) {
    await queue.send(task);
  }
  queue.close();
  await workers.wait();
});
