// expect: lint no-floating-promises
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const results = chan<string>(1);
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    results.send('ready');
  });
  await wg.wait();
  console.log(await results.receive());
});
