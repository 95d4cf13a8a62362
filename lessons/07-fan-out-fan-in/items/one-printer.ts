// expect: output
// | 12 pages in 1200 ms
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const printers = chan<void>(2); // there are two
  const pages = chan<number>(12);
  for (let page = 1; page <= 12; page++) await pages.send(page);
  pages.close();

  const workers = new sync.WaitGroup();
  for (let n = 0; n < 6; n++) {
    workers.go(async () => {
      for await (const _ of pages) {
        await printers.send(); // waits for a free printer
        await time.sleep(200);
        printers.tryReceive();
      }
    });
  }
  await workers.wait();
  console.log(`12 pages in ${Math.round(time.since(start))} ms`);
});
