// expect: output
// | a goroutine for each: 100 files open, after 50 ms
// | a pool of four: 4 files open, after 1250 ms
import { run, chan, sync, time } from 'concurrency-tutor';

const files = 100;
const counting = new sync.Mutex(); // guards the two below
let open = 0;
let most = 0; // the most that were open at the same time

async function count(change: number): Promise<void> {
  using _lock = await counting.acquire();
  open += change;
  most = Math.max(most, open);
}

async function readFile(): Promise<void> {
  await count(1);
  await time.sleep(50);
  await count(-1);
}

async function forEach(): Promise<void> {
  const readers = new sync.WaitGroup();
  for (let n = 0; n < files; n++) readers.go(readFile);
  await readers.wait();
}

async function withPool(workerCount: number): Promise<void> {
  const queue = chan<number>(10);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < workerCount; n++) {
    workers.go(async () => {
      for await (const _ of queue) await readFile();
    });
  }
  for (let n = 0; n < files; n++) await queue.send(n);
  queue.close();
  await workers.wait();
}

async function measure(name: string, read: () => Promise<void>) {
  most = 0;
  const start = time.now();
  await read();
  const ms = Math.round(time.since(start));
  console.log(`${name}: ${most} files open, after ${ms} ms`);
}

await run(async () => {
  await measure('a goroutine for each', forEach);
  await measure('a pool of four', () => withPool(4));
});
