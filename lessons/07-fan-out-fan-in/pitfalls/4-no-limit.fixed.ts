// expect: output
// | connections open at once: 10
import { run, atomic, chan, defer, sync, time } from 'concurrency-tutor';

const pages = 100;
const open = new atomic.Int32();

/** Fetches a page. Gives how many connections were open then. */
async function fetchPage(): Promise<number> {
  const openNow = open.add(1);
  await time.sleep(100);
  open.add(-1);
  return openNow;
}

await run(async () => {
  const places = chan<void>(10);
  const seen = new Array<number>(pages);
  const wg = new sync.WaitGroup();
  for (let page = 0; page < pages; page++) {
    await places.send(); // takes a place, before the goroutine starts
    wg.go(async () => {
      using _place = defer(() => places.tryReceive()); // gives it back
      seen[page] = await fetchPage();
    });
  }
  await wg.wait();
  console.log('connections open at once:', Math.max(...seen));
});
