// expect: output
// | capacity 0
// | capacity 5
// | capacity 3
// | RangeError
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const parties = ['Anna', 'Bert', 'Chen'];
  const meeting = chan<string>(); // no number: no room
  const queue = chan<string>(5); // a number that somebody thought about
  // a number that follows from the data
  const replies = chan<string>(parties.length);

  for (const channel of [meeting, queue, replies]) {
    console.log(`capacity ${channel.capacity}`);
  }
  try {
    chan<string>(-1);
  } catch (error) {
    console.log((error as Error).name);
  }
});
