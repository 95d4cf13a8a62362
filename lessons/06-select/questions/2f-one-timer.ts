// expect: output
// | value 1
// | value 2
// | value 3
// | silent for 1000 ms, after 2200 ms
import { run, go, chan, defer, select, time } from 'concurrency-tutor';

const patience = 1 * time.Second;

await run(async () => {
  const start = time.now();
  const values = chan<number>();
  go(async () => {
    for (const n of [1, 2, 3]) {
      await time.sleep(400);
      await values.send(n);
    }
  });

  const timer = time.newTimer(patience); // one timer for the whole loop
  using _timer = defer(() => timer.stop());
  while (true) {
    const event = await select({ values, silent: timer.channel });
    if (event.case === 'silent') break;
    console.log('value', event.value);
    timer.reset(patience); // a full second again
  }
  console.log(`silent for ${patience} ms, after ${Math.round(time.since(start))} ms`);
});
