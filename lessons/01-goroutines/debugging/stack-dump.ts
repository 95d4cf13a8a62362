// expect: output
// | goroutine 1 [running]:
// | goroutine 2 [chan receive]:
// | goroutine 3 [sleep]:
import { chan, go, run, runtime, time } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<string>();
  go.daemon(async function cook() { await orders.receive(); });
  go.daemon(async function waiter() { await time.sleep(time.Hour); });
  await time.sleep(time.Second);

  // The whole dump also names functions and lines. These are its headings.
  const headings = runtime.stack().split('\n').filter((line) => line.startsWith('goroutine'));
  console.log(headings.join('\n'));
});
