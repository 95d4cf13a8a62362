// expect: output
// | at once: yes yes no no no
// | after 600 ms: yes no no no no
// | after 2 s: yes yes no no no
import { run, time } from 'concurrency-tutor';

/**
 * A token bucket that works out at each call how many tokens have
 * dropped in since the last one.
 */
class ClockBucket {
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  #countedAt = time.now();

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
  }

  tryTake(): boolean {
    const seconds = time.since(this.#countedAt) / time.Second;
    const dropped = seconds * this.#perSecond;
    this.#tokens = Math.min(this.#burst, this.#tokens + dropped);
    this.#countedAt = time.now();
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}

function fiveTries(bucket: ClockBucket): string {
  const tries = Array.from({ length: 5 }, () => bucket.tryTake());
  return tries.map((taken) => (taken ? 'yes' : 'no')).join(' ');
}

await run(async () => {
  const bucket = new ClockBucket(2, 2);
  console.log('at once:', fiveTries(bucket));
  await time.sleep(600 * time.Millisecond);
  console.log('after 600 ms:', fiveTries(bucket));
  await time.sleep(2 * time.Second);
  console.log('after 2 s:', fiveTries(bucket));
});
