// expect: output
// | never more than one a processor: true
import {
  run, atomic, chan, runtime, sync, time,
} from 'concurrency-tutor';

await run(async () => {
  const processors = runtime.numCPU();
  const places = chan<void>(processors);
  const busy = new atomic.Int32();
  const crowded = new atomic.Bool();
  const wg = new sync.WaitGroup();

  for (let n = 0; n < 4 * processors; n++) {
    await places.send(); // takes a place
    wg.go(async () => {
      if (busy.add(1) > processors) crowded.store(true);
      await time.sleep(100); // calculates
      busy.add(-1);
      await places.receive(); // gives it back
    });
  }
  await wg.wait();
  console.log('never more than one a processor:', !crowded.load());
});
