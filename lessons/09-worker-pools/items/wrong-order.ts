// expect: deadlock
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>();
  const squares = chan<number>();
  let sum = 0;
  const collector = new sync.WaitGroup();
  collector.go(async () => {
    for await (const square of squares) sum += square;
  });
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const n of numbers) await squares.send(n * n);
    });
  }
  for (const n of [1, 2, 3]) await numbers.send(n);
  numbers.close();
  await workers.wait();
  await collector.wait();
  squares.close();
  console.log(sum);
});
