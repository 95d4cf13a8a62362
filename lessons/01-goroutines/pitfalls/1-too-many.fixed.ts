// expect: output
// | goroutines at work: 21
// | loaded 150 pages
import { run, chan, atomic, runtime, sync, time } from 'concurrency-tutor';

const loaded = new atomic.Int32();

// Stands for a request: while it runs it holds a connection and a buffer.
async function load(page: number): Promise<void> {
  await time.sleep(100 + (page % 10));
  loaded.add(1);
}

await run(async () => {
  const pages = chan<number>();
  const workers = new sync.WaitGroup();
  for (let worker = 0; worker < 20; worker++) {
    workers.go(async () => {
      for await (const page of pages) await load(page); // takes the next page when free
    });
  }

  for (let page = 0; page < 150; page++) await pages.send(page);
  console.log('goroutines at work:', runtime.numGoroutine()); // 20 workers and main
  pages.close(); // no more pages: each worker ends after its last one
  await workers.wait();
  console.log('loaded', loaded.load(), 'pages');
});
