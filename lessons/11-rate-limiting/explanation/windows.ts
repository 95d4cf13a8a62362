// expect: output
// | fixed window: 4 let through in 200 ms
// | sliding window: 2 let through in 200 ms
// | leaky bucket: 2 let through in 200 ms, 3 refused
import {
  run, atomic, go, chan, defer, time, type Channel,
} from 'concurrency-tutor';

/** Counts since the window began, and from 0 again in the next one. */
class FixedWindow {
  readonly #limit: number;
  readonly #length: number;
  #begin = time.now();
  #count = 0;

  constructor(limit: number, length: number) {
    this.#limit = limit;
    this.#length = length;
  }

  tryTake(): boolean {
    const windows = Math.floor(time.since(this.#begin) / this.#length);
    if (windows > 0) {
      this.#begin += windows * this.#length;
      this.#count = 0;
    }
    if (this.#count === this.#limit) return false;
    this.#count++;
    return true;
  }
}

/** Remembers when each permission was given, for as long as it counts. */
class SlidingWindow {
  readonly #limit: number;
  readonly #length: number;
  #given: number[] = [];

  constructor(limit: number, length: number) {
    this.#limit = limit;
    this.#length = length;
  }

  tryTake(): boolean {
    const counts = (at: number) => time.since(at) < this.#length;
    this.#given = this.#given.filter(counts);
    if (this.#given.length === this.#limit) return false;
    this.#given.push(time.now());
    return true;
  }
}

/** A short queue. A goroutine lets out one job per interval. */
class LeakyBucket {
  readonly #jobs: Channel<() => void>;

  constructor(room: number, interval: number) {
    this.#jobs = chan<() => void>(room);
    go(async () => {
      for await (const job of this.#jobs) {
        job();
        await time.sleep(interval);
      }
    });
  }

  /** Puts the job into the queue. False: no room for it. */
  trySubmit(job: () => void): boolean {
    return this.#jobs.trySend(job);
  }

  close(): void {
    this.#jobs.close();
  }
}

/** Two requests just before a window ends, and two just after. */
async function aroundTheBorder(
  limiter: FixedWindow | SlidingWindow,
): Promise<number> {
  let allowed = 0;
  await time.sleep(900 * time.Millisecond);
  for (let n = 1; n <= 2; n++) if (limiter.tryTake()) allowed++;
  await time.sleep(200 * time.Millisecond);
  for (let n = 1; n <= 2; n++) if (limiter.tryTake()) allowed++;
  return allowed;
}

await run(async () => {
  const fixed = await aroundTheBorder(new FixedWindow(2, time.Second));
  console.log('fixed window:', fixed, 'let through in 200 ms');
  const exact = await aroundTheBorder(new SlidingWindow(2, time.Second));
  console.log('sliding window:', exact, 'let through in 200 ms');

  const leaky = new LeakyBucket(3, 150 * time.Millisecond);
  using _close = defer(() => leaky.close());
  const done = new atomic.Int32();
  let refused = 0;
  for (let n = 1; n <= 6; n++) {
    if (!leaky.trySubmit(() => done.add(1))) refused++;
  }
  await time.sleep(200 * time.Millisecond);
  console.log(`leaky bucket: ${done.load()} let through in 200 ms,`,
    `${refused} refused`);
});
