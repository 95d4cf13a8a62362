// expect: output
// | 9 pages in 300 ms, at most 3 at a time
import {
  run, go, chan, context, defer, semaphore, sync, time,
  type ReceiveChannel,
} from 'concurrency-tutor';

type Pages = ReceiveChannel<number>;

const counting = new sync.Mutex(); // guards the two below
let atWork = 0;
let most = 0;

async function count(change: number): Promise<void> {
  using _lock = await counting.acquire();
  atWork += change;
  most = Math.max(most, atWork);
}

async function fetchPage(): Promise<void> {
  await count(1);
  await time.sleep(100);
  await count(-1);
}

/** A goroutine for each page, but only `limit` of them at a time. */
function fetchAll(limit: number, pages: Pages): Pages {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    const places = new semaphore.Weighted(limit);
    const fetchers = new sync.WaitGroup();
    for await (const page of pages) {
      // Before the goroutine starts, so that they do not pile up.
      await places.acquire(context.background());
      fetchers.go(async () => {
        using _place = defer(() => places.release());
        await fetchPage();
        await out.send(page);
      });
    }
    await fetchers.wait();
  });
  return out;
}

await run(async () => {
  const start = time.now();
  const pages = chan<number>();
  go(async () => {
    for (let page = 1; page <= 9; page++) await pages.send(page);
    pages.close();
  });
  let fetched = 0;
  for await (const _ of fetchAll(3, pages)) fetched++;
  const ms = Math.round(time.since(start));
  console.log(`${fetched} pages in ${ms} ms, at most ${most} at a time`);
});
