// expect: output
// | 20 operations, started after (ms):
// | 0 0 0 0 0
// | 200 400 600 800 1000
// | 1200 1400 1600 1800 2000
// | 2200 2400 2600 2800 3000
// | ten tries at once: yes yes yes yes yes no no no no no
import {
  run, go, chan, context, defer, select, sync, time,
  type Channel, type Context,
} from 'concurrency-tutor';

interface Limiter {
  /** Waits for permission. Gives an error if the context ends first. */
  wait(ctx: Context): Promise<Error | undefined>;
  /** Takes permission if there is one right now. */
  tryTake(): boolean;
}

/**
 * A bucket with room for `burst` tokens, full at first. `perSecond` new
 * tokens drop in every second.
 */
class TokenBucket implements Limiter {
  readonly #tokens: Channel<void>;
  readonly #stop = chan<void>();

  constructor(perSecond: number, burst: number) {
    if (!(perSecond > 0)) throw new RangeError('rate must be above 0');
    this.#tokens = chan<void>(burst);
    for (let n = 0; n < burst; n++) this.#tokens.trySend();
    go(() => this.#refill(time.Second / perSecond));
  }

  async wait(ctx: Context): Promise<Error | undefined> {
    const token = this.#tokens;
    const event = await select({ token, done: ctx.done() });
    return event.case === 'done' ? ctx.err() : undefined;
  }

  tryTake(): boolean {
    return this.#tokens.tryReceive() !== undefined;
  }

  /** Ends the goroutine that refills. Call it once. */
  stop(): void {
    this.#stop.close();
  }

  async #refill(interval: number): Promise<void> {
    const ticker = time.newTicker(interval);
    using _ticker = defer(() => ticker.stop());
    while (true) {
      const tick = ticker.channel;
      const event = await select({ tick, stop: this.#stop });
      if (event.case === 'stop') return;
      this.#tokens.trySend(); // if the bucket is full, it is dropped
    }
  }
}

await run(async () => {
  const start = time.now();
  const bucket = new TokenBucket(5, 5);
  using _stop = defer(() => bucket.stop());

  const starts: number[] = [];
  const lock = new sync.Mutex();
  const operations = new sync.WaitGroup();
  for (let n = 1; n <= 20; n++) {
    operations.go(async () => {
      const root = context.background();
      const [ctx, cancel] = context.withTimeout(root, 5 * time.Second);
      using _cancel = defer(cancel);
      const refused = await bucket.wait(ctx);
      if (refused) {
        console.log('refused:', refused.message);
        return;
      }
      const after = Math.round(time.since(start) / 100) * 100;
      await lock.lock();
      starts.push(after);
      lock.unlock();
      await time.sleep(100 * time.Millisecond); // the work
    });
  }
  await operations.wait();

  console.log('20 operations, started after (ms):');
  for (let n = 0; n < 20; n += 5) {
    console.log(starts.slice(n, n + 5).join(' '));
  }

  await time.sleep(1050 * time.Millisecond); // the bucket fills up again
  const tries = Array.from({ length: 10 }, () => bucket.tryTake());
  const words = tries.map((taken) => (taken ? 'yes' : 'no'));
  console.log('ten tries at once:', words.join(' '));
});
