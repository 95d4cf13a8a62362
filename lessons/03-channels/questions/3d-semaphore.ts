// expect: output
// | 10 downloads, never more than 3 at once: true
import { run, atomic, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const places = chan<void>(3);
  const wg = new sync.WaitGroup();
  const running = new atomic.Int32();
  const finished = new atomic.Int32();
  const crowded = new atomic.Bool();

  for (let i = 0; i < 10; i++) {
    await places.send(); // takes a place; waits while all three are taken
    wg.go(async () => {
      if (running.add(1) > 3) crowded.store(true);
      await time.sleep(50 * time.Millisecond); // the download
      running.add(-1);
      finished.add(1);
      await places.receive(); // gives the place back; never waits
    });
  }
  await wg.wait();
  console.log(`${finished.load()} downloads, never more than 3 at once: ${!crowded.load()}`);
});
