// expect: output
// | waiting: 4 at once
// | computing: 1 at once
import { run, atomic, sync, time } from 'concurrency-tutor';

/** Runs a task in four goroutines. Gives how many were in it at once. */
async function mostAtOnce(task: () => unknown): Promise<number> {
  const inside = new atomic.Int32();
  const seen = new Array<number>(4);
  const goroutines = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) {
    goroutines.go(async () => {
      seen[n] = inside.add(1);
      const pending = task();
      if (pending instanceof Promise) await pending;
      inside.add(-1);
    });
  }
  await goroutines.wait();
  return Math.max(...seen);
}

async function wait(): Promise<void> {
  await time.sleep(100);
}

function compute(): number {
  let sum = 0;
  for (let n = 0; n < 1000; n++) sum += n * n;
  return sum;
}

await run(async () => {
  console.log('waiting:', await mostAtOnce(wait), 'at once');
  console.log('computing:', await mostAtOnce(compute), 'at once');
});
