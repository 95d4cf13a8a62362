// expect: panic "close of closed channel"
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>();
  numbers.close();
  numbers.close();
});
