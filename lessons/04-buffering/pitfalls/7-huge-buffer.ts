// expect: meter queue>200
// expect: output
// | job 50 took 4510 ms
// | job 100 took 9010 ms
// | job 150 took 13510 ms
// | job 200 took 18010 ms
// | job 250 took 22510 ms
import { run, go, chan, time } from 'concurrency-tutor';

await run(async () => {
  const jobs = chan<number>(1_000_000);
  go(async () => {
    for (let n = 0; n < 250; n++) {
      await time.sleep(10); // a new job every 10 ms
      await jobs.send(time.now());
    }
    jobs.close();
  });
  let count = 0;
  for await (const sent of jobs) {
    await time.sleep(100); // and 100 ms for each
    const took = Math.round(time.since(sent));
    if (++count % 50 === 0) console.log(`job ${count} took ${took} ms`);
  }
});
