// expect: deadlock
import { run, chan, sync, time } from 'concurrency-tutor';

/** Asks a shop for a price. The shop of item 2 never answers. */
async function askPrice(item: number): Promise<string> {
  if (item === 2) await chan<never>().receive(); // no answer, ever
  await time.sleep(50);
  return `item ${item} costs ${item * 10}`;
}

await run(async () => {
  const queue = chan<number>(4);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const item of queue) console.log(await askPrice(item));
    });
  }
  for (const item of [1, 2, 3, 4]) await queue.send(item);
  queue.close();
  await workers.wait();
  console.log('all asked');
});
