// expect: output
// | 50: the queue is full
// | 60: fine
// | 40: rate: Wait(n=1) would exceed context deadline
// | asked: 60
import {
  run, atomic, chan, context, rate, sync, time,
} from 'concurrency-tutor';
import { RequestQueue } from './queue.ts';

await run(async () => {
  const queue = new RequestQueue<string>(new rate.Limiter(2, 1));
  const asked = new atomic.Int32();
  const outcomes = chan<string>(150);
  const requests = new sync.WaitGroup();
  for (let n = 1; n <= 150; n++) {
    requests.go(async () => {
      const outcome = await queue
        .submit(context.background(), async () => {
          asked.add(1);
          return 'fine';
        })
        .catch((error: Error) => error.message);
      await outcomes.send(outcome);
    });
  }
  await time.sleep(time.Millisecond); // all of them have come
  const worker = new sync.WaitGroup();
  worker.go(() => queue.work());
  await requests.wait();
  queue.close();
  await worker.wait();
  outcomes.close();
  const counts = new Map<string, number>();
  for await (const outcome of outcomes)
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  for (const [outcome, count] of counts) console.log(`${count}: ${outcome}`);
  console.log('asked:', asked.load());
});
