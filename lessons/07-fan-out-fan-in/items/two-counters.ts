// expect: leak
import { run, chan, go, sync } from 'concurrency-tutor';

await run(async () => {
  const tasks = chan<number>();
  const results = chan<number>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const task of tasks) await results.send(task * task);
    });
  }
  go(async () => {
    for (const task of [1, 2, 3]) await tasks.send(task);
  });
  go(async () => {
    await workers.wait();
    results.close();
  });

  let sum = 0;
  for (let n = 0; n < 3; n++) sum += await results.receive() ?? 0;
  console.log('sum', sum);
});
