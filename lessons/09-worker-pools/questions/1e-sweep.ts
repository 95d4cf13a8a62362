// expect: output
// |  1: 2520 ms, 25 requests a second
// |  2: 1273 ms, 50 requests a second
// |  4: 643 ms, 100 requests a second
// |  8: 436 ms, 147 requests a second
// | 16: 488 ms, 131 requests a second
import { run, chan, sync, time } from 'concurrency-tutor';

const cores = 4;
const runs = 5;

/** How long the requests of one run take, each a bit different. */
function requests(which: number): number[] {
  let state = which * 7919 + 1;
  return Array.from({ length: 64 }, () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return 20 + (40 * state) / 2 ** 31; // 20 to 60 ms
  });
}

async function measure(count: number, which: number): Promise<number> {
  const start = time.now();
  const slowdown = Math.max(1, count / 6); // more than six at once
  const queue = chan<number>(64);
  for (const request of requests(which)) await queue.send(request);
  queue.close();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < count; n++) {
    workers.go(async () => {
      for await (const request of queue) {
        await time.sleep(request * slowdown);
      }
    });
  }
  await workers.wait();
  return Math.round(time.since(start));
}

/** The one in the middle. A single slow run does not move it. */
function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

await run(async () => {
  for (let count = 1; count <= 4 * cores; count *= 2) {
    const times: number[] = [];
    for (let which = 0; which < runs; which++) {
      times.push(await measure(count, which));
    }
    const perSecond = Math.round(64_000 / median(times));
    console.log(`${String(count).padStart(2)}: `
      + `${median(times)} ms, ${perSecond} requests a second`);
  }
});
