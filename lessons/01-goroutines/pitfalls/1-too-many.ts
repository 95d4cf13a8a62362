// expect: meter goroutines>100
import { run, atomic, sync, time } from 'concurrency-tutor';

const loaded = new atomic.Int32();

// Stands for a request: while it runs it holds a connection and a buffer.
async function load(page: number): Promise<void> {
  await time.sleep(100 + (page % 10));
  loaded.add(1);
}

await run(async () => {
  const pages = new sync.WaitGroup();
  for (let page = 0; page < 150; page++) {
    pages.go(load, page); // 150 pages: 150 goroutines, 150 connections
  }
  await pages.wait();
  console.log('loaded', loaded.load(), 'pages');
});
