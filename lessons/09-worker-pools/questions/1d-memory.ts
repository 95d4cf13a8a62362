// expect: output
// | 8192 MB free: at most 131 workers
// | 512 MB free: at most 8 workers
// | 40 MB free: not even one
import { run } from 'concurrency-tutor';

const perTask = 50; // MB that one picture needs while it is resized

/** How many tasks fit into four fifths of the free memory. */
function workersFor(freeMegabytes: number): number {
  return Math.floor((freeMegabytes * 0.8) / perTask);
}

await run(async () => {
  for (const free of [8192, 512, 40]) {
    const count = workersFor(free);
    const most = `at most ${count} workers`;
    const says = count === 0 ? 'not even one' : most;
    console.log(`${free} MB free: ${says}`);
  }
});
