// expect: output
// | 30 jobs done
// | the slow worker did fewer than each of the others: true
import { run, chan, select, sync, time, type ReceiveChannel } from 'concurrency-tutor';

/**
 * Gives each job to a worker that is free. If several are free, chance
 * picks one.
 */
async function balance(
  jobs: readonly number[], speeds: readonly number[],
): Promise<number[]> {
  const done = speeds.map(() => 0);
  const desks = speeds.map(() => chan<number>());
  const wg = new sync.WaitGroup();
  for (const [index, desk] of desks.entries()) wg.go(work, desk, index);

  async function work(
    desk: ReceiveChannel<number>, index: number,
  ): Promise<void> {
    for await (const _job of desk) {
      await time.sleep(speeds[index] ?? 0);
      // Only this worker writes here.
      done[index] = (done[index] ?? 0) + 1;
    }
  }

  // One send case for each worker, however many there are.
  for (const job of jobs) {
    await select(desks.map((desk) => select.send(desk, job)));
  }
  for (const desk of desks) desk.close();
  await wg.wait();
  return done;
}

await run(async () => {
  const jobs = Array.from({ length: 30 }, (_, n) => n);
  const [first = 0, second = 0, slow = 0] = await balance(jobs, [10, 10, 100]);
  console.log(first + second + slow, 'jobs done');
  console.log(
    'the slow worker did fewer than each of the others:',
    slow < first && slow < second,
  );
});
