// expect: differs
// | main has 42
// | sender goes on
// --
// | sender goes on
// | main has 42
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>();
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    await numbers.send(42);
    console.log('sender goes on');
  });
  console.log('main has', await numbers.receive());
  await wg.wait();
});
