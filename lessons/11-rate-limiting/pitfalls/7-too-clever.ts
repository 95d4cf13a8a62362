// expect: output
// | let through in each second: 7 6 3 1 7 5
import { run, rate, time } from 'concurrency-tutor';

/** Five a second. Or so. */
class CleverLimiter {
  readonly #bucket = new rate.Limiter(5, 5);
  readonly #window = new rate.SlidingWindow(6, time.Second);
  readonly #exceptions = new rate.Limiter(0.5, 1);
  #refusals = 0;

  allow(): boolean {
    if (this.#window.allow() && this.#bucket.allow()) {
      return true;
    }
    if (this.#exceptions.allow()) return true; // for the unlucky
    this.#refusals++;
    // A punishment, and a pardon.
    if (this.#refusals % 20 === 5) this.#bucket.setLimit(1);
    if (this.#refusals % 20 === 0) this.#bucket.setLimit(20);
    return false;
  }
}

await run(async () => {
  const limiter = new CleverLimiter();
  const counts: number[] = [];
  for (let second = 1; second <= 6; second++) {
    let allowed = 0;
    for (let n = 1; n <= 10; n++) {
      if (limiter.allow()) allowed++;
      await time.sleep(100 * time.Millisecond);
    }
    counts.push(allowed);
  }
  console.log('let through in each second:', counts.join(' '));
});
