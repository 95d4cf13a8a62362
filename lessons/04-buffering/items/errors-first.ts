// expect: deadlock
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const errors = chan<string>(2); // two should do
  const wg = new sync.WaitGroup();
  for (const file of ['a', 'b', 'c']) {
    wg.go(async () => {
      await errors.send(`${file} cannot be read`);
    });
  }
  await wg.wait();
  errors.close();
  for await (const error of errors) console.log(error);
});
