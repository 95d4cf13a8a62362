// expect: output
// | pool: 300 ms
// | places: 300 ms
// | errgroup: 300 ms
import {
  run, chan, defer, errgroup, sync, time,
} from 'concurrency-tutor';

const pages = ['home', 'shop', 'news', 'help', 'jobs', 'map'];

async function check(_page: string): Promise<void> {
  await time.sleep(100);
}

async function pool(): Promise<void> {
  const queue = chan<string>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const page of queue) await check(page);
    });
  }
  for (const page of pages) await queue.send(page);
  queue.close();
  await workers.wait();
}

async function places(): Promise<void> {
  const taken = chan<void>(2);
  const wg = new sync.WaitGroup();
  for (const page of pages) {
    await taken.send(); // waits for a free place
    wg.go(async () => {
      using _place = defer(() => taken.tryReceive());
      await check(page);
    });
  }
  await wg.wait();
}

async function group(): Promise<void> {
  const group = new errgroup.Group();
  group.setLimit(2);
  for (const page of pages) await group.go(() => check(page));
  await group.wait(); // throws the first error, if there is one
}

await run(async () => {
  for (const [name, way] of [
    ['pool', pool], ['places', places], ['errgroup', group],
  ] as const) {
    const start = time.now();
    await way();
    console.log(`${name}: ${Math.round(time.since(start))} ms`);
  }
});
