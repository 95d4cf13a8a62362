// expect: deadlock
import { run, chan, gosched, sync } from 'concurrency-tutor';

await run(async () => {
  const jobs = chan<number>(5);
  for (let job = 1; job <= 5; job++) await jobs.send(job);

  const wg = new sync.WaitGroup();
  for (let worker = 1; worker <= 2; worker++) {
    wg.go(async () => {
      while (jobs.length > 0) {
        await jobs.receive();
        await gosched(); // works
      }
    });
  }
  await wg.wait();
  console.log('no jobs left');
});
