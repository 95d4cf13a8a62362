// expect: output
// | main: both started
// | open the shop
// | let the guests in
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const morning = new sync.WaitGroup();
  const open = chan<void>();
  morning.go(async () => {
    console.log('open the shop');
    open.close(); // tells everybody who waits
  });
  morning.go(async () => {
    await open.receive(); // waits until it is told
    console.log('let the guests in');
  });
  console.log('main: both started');
  await morning.wait();
});
