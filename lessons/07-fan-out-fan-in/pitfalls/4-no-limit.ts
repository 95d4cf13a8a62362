// expect: meter goroutines>90
import { run, atomic, sync, time } from 'concurrency-tutor';

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
  const seen = new Array<number>(pages);
  const wg = new sync.WaitGroup();
  for (let page = 0; page < pages; page++) {
    wg.go(async () => {
      seen[page] = await fetchPage();
    });
  }
  await wg.wait();
  console.log('connections open at once:', Math.max(...seen));
});
