// expect: output
// | 0 runners started
import { run, atomic, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const start = chan<void>();
  const wg = new sync.WaitGroup();
  const started = new atomic.Int32();
  // Here: three runners wait for the signal, then count themselves.
  // Give the signal, and wait for all three.
  void [start, wg];
  console.log(started.load(), 'runners started');
});
