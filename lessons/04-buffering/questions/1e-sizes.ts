// expect: output
// | capacity 0: 327 ms, longest wait in line 1 ms
// | capacity 1: 324 ms, longest wait in line 2 ms
// | capacity 10: 297 ms, longest wait in line 11 ms
// | capacity 50: 180 ms, longest wait in line 49 ms
// | capacity 1000: 180 ms, longest wait in line 49 ms
import { run, chan, go, time } from 'concurrency-tutor';

interface Measured {
  readonly total: number;
  readonly longestWait: number;
}

/**
 * 150 values in bursts of 50, with 60 ms between two bursts; each takes
 * the receiver 1 ms.
 */
async function measure(capacity: number): Promise<Measured> {
  const values = chan<number>(capacity);
  const start = time.now();
  go(async () => {
    for (let burst = 0; burst < 3; burst++) {
      for (let n = 0; n < 50; n++) await values.send(time.now());
      await time.sleep(60);
    }
    values.close();
  });
  let longestWait = 0;
  for await (const sent of values) {
    longestWait = Math.max(longestWait, time.since(sent));
    await time.sleep(1);
  }
  return { total: time.since(start), longestWait };
}

await run(async () => {
  for (const capacity of [0, 1, 10, 50, 1000]) {
    const { total, longestWait } = await measure(capacity);
    const wait = `longest wait in line ${Math.round(longestWait)} ms`;
    console.log(`capacity ${capacity}: ${Math.round(total)} ms, ${wait}`);
  }
});
