// expect: output
// | let through in each second: 10 10 10 10 10 10
import { run, rate, time } from 'concurrency-tutor';

await run(async () => {
  // Here: five a second, and five at once.
  const counts: number[] = [];
  for (let second = 1; second <= 6; second++) {
    let allowed = 0;
    for (let n = 1; n <= 10; n++) {
      allowed++; // not all of them
      await time.sleep(100 * time.Millisecond);
    }
    counts.push(allowed);
  }
  console.log('let through in each second:', counts.join(' '));
});
