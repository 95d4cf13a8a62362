// expect: output
// | memory 40 %, processor 30 %: 0 ms
// | memory 85 %, processor 60 %: 5 ms
// | memory 70 %, processor 95 %: 10 ms
// | memory 60 %, processor 50 %: 10 ms
// | memory 45 %, processor 65 %: 9 ms
// | memory 40 %, processor 40 %: 8 ms
import { run, go, chan, time } from 'concurrency-tutor';

/** How busy the machine is, in percent. */
interface Load {
  readonly memory: number;
  readonly processor: number;
}

/** Slows down in big steps, and speeds up in small ones. */
function nextDelay(delay: number, load: Load): number {
  if (load.memory > 80 || load.processor > 90) return delay + 5;
  if (load.memory < 50 && load.processor < 70) {
    return Math.max(0, delay - 1);
  }
  return delay;
}

await run(async () => {
  const loads = chan<Load>(); // what a goroutine measures now and then
  go(async () => {
    for (const [memory, processor] of [
      [40, 30], [85, 60], [70, 95], [60, 50], [45, 65], [40, 40],
    ] as const) {
      await loads.send({ memory, processor });
    }
    loads.close();
  });

  let delay = 0;
  for await (const load of loads) {
    delay = nextDelay(delay, load);
    await time.sleep(delay); // before the stage takes its next value
    console.log(`memory ${load.memory} %,`,
      `processor ${load.processor} %: ${delay} ms`);
  }
});
