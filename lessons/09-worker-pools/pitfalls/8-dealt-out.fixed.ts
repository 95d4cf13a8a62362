// expect: output
// | done after 800 ms
import { run, chan, sync, time } from 'concurrency-tutor';

/** Every third film is long. */
const films = [400, 10, 10, 400, 10, 10, 400, 10, 10, 400, 10, 10];

await run(async () => {
  const start = time.now();
  const queue = chan<number>(films.length); // one for all
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    workers.go(async () => {
      for await (const film of queue) await time.sleep(film);
    });
  }
  const longestFirst = [...films].sort((a, b) => b - a);
  for (const film of longestFirst) await queue.send(film);
  queue.close();
  await workers.wait();
  console.log(`done after ${Math.round(time.since(start))} ms`);
});
