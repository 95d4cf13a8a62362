// expect: differs
// | main: both started
// | open the shop
// | let the guests in
// --
// | main: both started
// | let the guests in
// | open the shop
import { run, sync } from 'concurrency-tutor';

await run(async () => {
  const morning = new sync.WaitGroup();
  morning.go(async () => console.log('open the shop'));
  morning.go(async () => console.log('let the guests in')); // started second, so it runs second?
  console.log('main: both started');
  await morning.wait();
});
