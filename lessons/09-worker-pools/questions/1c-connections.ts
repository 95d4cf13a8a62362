// expect: output
// | wanted 32, pool of 20 connections: 18 workers
// | wanted 8, pool of 20 connections: 8 workers
// | wanted 8, pool of 2 connections: 1 worker
import { run } from 'concurrency-tutor';

/** Leaves some connections for the rest of the program. */
function workersFor(
  wanted: number, connections: number, reserve = 2,
): number {
  return Math.max(1, Math.min(wanted, connections - reserve));
}

await run(async () => {
  for (const [wanted, connections] of [[32, 20], [8, 20], [8, 2]]) {
    const count = workersFor(wanted ?? 1, connections ?? 1);
    console.log(`wanted ${wanted}, pool of ${connections} connections: `
      + `${count} ${count === 1 ? 'worker' : 'workers'}`);
  }
});
