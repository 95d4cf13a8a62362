// expect: output
// | first: 1, second: 2
// | the stage has ended, 48 values were left behind
import { run, chan, defer, sync } from 'concurrency-tutor';

await run(async () => {
  const results = chan<number>(100);
  const stages = new sync.WaitGroup();
  stages.go(async () => {
    using _close = defer(() => results.close());
    // Never more than there is room for, so no send can wait.
    for (let n = 1; n <= 50; n++) await results.send(n);
  });
  const first = await results.receive();
  const second = await results.receive();
  console.log(`first: ${first}, second: ${second}`);
  await stages.wait(); // without a stop signal
  const left = results.length;
  console.log(`the stage has ended, ${left} values were left behind`);
});
