// expect: output
// | first request: done
// | second request: nothing for 10 s, and 1 goroutine in chan receive
import { chan, go, run, runtime, time } from 'concurrency-tutor';

/** Calls `bark` if nobody calls the function it gives within `limit`. */
function watchdog(limit: number, bark: () => void): () => void {
  const timer = time.afterFunc(limit, bark);
  return () => { timer.stop(); };
}

await run(async () => {
  const disarm = watchdog(10 * time.Second, () => console.log('first request: late'));
  await time.sleep(2 * time.Second);
  disarm();                                     // a dog that cannot be called off bites its owner
  console.log('first request: done');

  const pages = chan<string>();
  go.daemon(async function reader() { await pages.receive(); });
  watchdog(10 * time.Second, () => {
    const stuck = runtime.stack().split('\n').filter((line) => line.includes('[chan receive]'));
    console.log(`second request: nothing for 10 s, and ${stuck.length} goroutine in chan receive`);
  });
  await time.sleep(time.Minute);
});
