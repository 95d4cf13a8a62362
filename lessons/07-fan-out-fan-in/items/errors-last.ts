// expect: deadlock
import { run, chan, go, sync } from 'concurrency-tutor';

await run(async () => {
  const results = chan<number>();
  const errors = chan<string>(2);
  const workers = new sync.WaitGroup();
  for (const from of [0, 10]) {
    workers.go(async () => {
      for (let n = from; n < from + 10; n++) {
        if (n % 5 === 0) await errors.send(`${n} is not allowed`);
        else await results.send(n);
      }
    });
  }
  go(async () => {
    await workers.wait();
    results.close();
    errors.close();
  });

  let [good, bad] = [0, 0];
  for await (const _ of results) good++;
  for await (const _ of errors) bad++;
  console.log(good, 'good,', bad, 'bad');
});
