// expect: output
// | worker 1 is busy for 1600 ms
// | worker 2 is busy for 40 ms
// | worker 3 is busy for 40 ms
// | done after 1600 ms
import { run, chan, sync, time } from 'concurrency-tutor';

/** Every third film is long. */
const films = [400, 10, 10, 400, 10, 10, 400, 10, 10, 400, 10, 10];

await run(async () => {
  const start = time.now();
  const queues = [1, 2, 3].map(() => chan<number>(films.length));
  const busy = [0, 0, 0];
  const workers = new sync.WaitGroup();
  for (const [id, queue] of queues.entries()) {
    workers.go(async () => {
      for await (const film of queue) {
        await time.sleep(film);
        busy[id] = (busy[id] ?? 0) + film;
      }
    });
  }
  for (const [n, film] of films.entries()) { // dealt out like cards
    await queues[n % queues.length]?.send(film);
  }
  for (const queue of queues) queue.close();
  await workers.wait();
  for (const [id, ms] of busy.entries()) {
    console.log(`worker ${id + 1} is busy for ${ms} ms`);
  }
  console.log(`done after ${Math.round(time.since(start))} ms`);
});
