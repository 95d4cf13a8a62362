// expect: output
// | 10 downloads, at most 3 at once: true
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const places = chan<void>(3);
  const wg = new sync.WaitGroup();
  let running = 0;
  let most = 0;
  let finished = 0;

  for (let i = 0; i < 10; i++) {
    await places.send(); // takes a place; waits while all three are taken
    wg.go(async () => {
      running++;
      most = Math.max(most, running);
      await time.sleep(50 * time.Millisecond); // the download
      running--;
      finished++;
      await places.receive(); // gives the place back; never waits
    });
  }
  await wg.wait();
  console.log(`${finished} downloads, at most 3 at once: ${most <= 3}`);
});
