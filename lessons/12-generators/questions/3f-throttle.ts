// expect: output
// | picture 1 after 0 ms
// | picture 2 after 0 ms
// | picture 3 after 200 ms
// | this program has room: true
import { getHeapStatistics } from 'node:v8';
import { run, runtime, time } from 'concurrency-tutor';

/** The share of the memory that this process may have at most. */
function used(): number {
  const most = getHeapStatistics().heap_size_limit;
  return runtime.memStats().heapAlloc / most;
}

/** Asks its source for nothing as long as memory is short. */
async function* throttle<T>(
  input: Iterable<T>, measure: () => number,
): AsyncGenerator<T> {
  for (const value of input) {
    yield value;
    while (measure() > 0.8) await time.sleep(100);
  }
}

function* pictures(): Generator<string> {
  for (let n = 1; n <= 3; n++) yield `picture ${n}`;
}

await run(async () => {
  const start = time.now();
  const measured = [0.5, 0.9, 0.85, 0.6]; // what a test says
  const measure = (): number => measured.shift() ?? 0;
  for await (const picture of throttle(pictures(), measure)) {
    const after = Math.round(time.since(start));
    console.log(`${picture} after ${after} ms`);
  }
  console.log('this program has room:', used() < 0.8);
});
