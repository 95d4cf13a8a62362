// expect: panic "send on closed channel"
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>(1);
  numbers.close();
  await numbers.send(1); // panics, although the buffer has room
});
