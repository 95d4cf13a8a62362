// expect: output
// | job 50 took 190 ms
// | job 100 took 190 ms
// | job 150 took 190 ms
// | job 200 took 190 ms
// | job 250 took 190 ms
import { run, go, chan, time } from 'concurrency-tutor';

await run(async () => {
  const jobs = chan<number>(); // the sender waits, and so slows down
  go(async () => {
    for (let n = 0; n < 250; n++) {
      await time.sleep(10);
      await jobs.send(time.now());
    }
    jobs.close();
  });
  let count = 0;
  for await (const sent of jobs) {
    await time.sleep(100);
    const took = Math.round(time.since(sent));
    if (++count % 50 === 0) console.log(`job ${count} took ${took} ms`);
  }
});
