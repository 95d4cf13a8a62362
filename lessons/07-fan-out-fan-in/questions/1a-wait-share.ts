// expect: output
// | workers   compute only   half waiting   9/10 waiting
// |       4         100 ms         200 ms        1000 ms
// |       6         100 ms         140 ms         700 ms
// |       8         100 ms         110 ms         510 ms
// |      40         100 ms         110 ms         190 ms
import { run, chan, sync, time } from 'concurrency-tutor';

const cores = 4;
const taskCount = 40;

/** Each task computes for 10 ms, and waits for `waiting` ms. */
async function timeFor(
  workers: number, waiting: number,
): Promise<number> {
  const start = time.now();
  const busyCores = chan<void>(cores);
  const tasks = chan<number>(taskCount);
  for (let n = 0; n < taskCount; n++) await tasks.send(n);
  tasks.close();

  const wg = new sync.WaitGroup();
  for (let n = 0; n < workers; n++) {
    wg.go(async () => {
      for await (const _ of tasks) {
        await busyCores.send(); // waits until a core is free
        await time.sleep(10); // computes
        busyCores.tryReceive();
        await time.sleep(waiting); // for a disk, or a network
      }
    });
  }
  await wg.wait();
  return Math.round(time.since(start));
}

await run(async () => {
  console.log('workers   compute only   half waiting   9/10 waiting');
  for (const workers of [4, 6, 8, 40]) {
    let row = String(workers).padStart(7);
    for (const waiting of [0, 10, 90]) {
      row += `${await timeFor(workers, waiting)} ms`.padStart(15);
    }
    console.log(row);
  }
});
