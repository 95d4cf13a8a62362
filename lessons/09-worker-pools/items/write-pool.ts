// expect: output
// | sum: 0
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const queue = chan<number>(10);
  const results = chan<number>(2);
  let sum = 0;
  // Here: three workers take tasks from `queue` and send the squares to
  // `results`; a collector adds them up; main sends the tasks 1 to 10.
  // Then everything ends, in order.
  void [queue, results, sync, time];
  console.log('sum:', sum);
});
