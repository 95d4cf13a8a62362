// expect: output
// | waiting: 4 at once
// | computing: 1 at once
import { run, atomic, sync, time } from 'concurrency-tutor';

/** A task that counts itself. Gives how many were inside with it. */
type Task = (inside: atomic.Int32) => number | Promise<number>;

/** Runs a task in four goroutines. Gives how many were in it at once. */
async function mostAtOnce(task: Task): Promise<number> {
  const inside = new atomic.Int32();
  const seen = new Array<number>(4);
  const goroutines = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) {
    goroutines.go(async () => {
      seen[n] = await task(inside);
    });
  }
  await goroutines.wait();
  return Math.max(...seen);
}

async function wait(inside: atomic.Int32): Promise<number> {
  const now = inside.add(1);
  await time.sleep(100);
  inside.add(-1);
  return now;
}

function compute(inside: atomic.Int32): number {
  const now = inside.add(1);
  let sum = 0;
  for (let n = 0; n < 1000; n++) sum += n * n;
  inside.add(-1);
  return now;
}

await run(async () => {
  console.log('waiting:', await mostAtOnce(wait), 'at once');
  console.log('computing:', await mostAtOnce(compute), 'at once');
});
