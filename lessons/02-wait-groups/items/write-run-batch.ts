// expect: output
// | batch of 3: 0 finished
// | batch of 2: 0 finished
import { run, atomic, sync, time } from 'concurrency-tutor';

/** Runs the tasks at once and returns when all have finished. The group is made here and never leaves. */
async function runBatch(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  // Here: start every task in a goroutine, and wait for all of them.
  void tasks;
}

await run(async () => {
  for (const size of [3, 2]) {
    const finished = new atomic.Int32();
    const task = async (): Promise<void> => {
      await time.sleep(50 * time.Millisecond);
      finished.add(1);
    };
    await runBatch(Array.from({ length: size }, () => task));
    console.log(`batch of ${size}: ${finished.load()} finished`);
  }
});
