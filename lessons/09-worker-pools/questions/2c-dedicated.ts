// expect: output
// | urgent: 4 tasks, the longest wait 50 ms
// | normal: 9 tasks, the longest wait 200 ms
// | low: 100 tasks, the longest wait 4950 ms
// | low tasks refused: 20
import { run, chan, sync, time } from 'concurrency-tutor';

/** A pool of its own for one kind of task, with a queue of its own. */
class TierPool {
  readonly #queue = chan<number>(100);
  readonly #workers = new sync.WaitGroup();
  readonly #counting = new sync.Mutex(); // guards the next two
  longest = 0;
  done = 0;
  refused = 0;

  constructor(workers: number) {
    for (let n = 0; n < workers; n++) {
      this.#workers.go(() => this.#work());
    }
  }

  async #work(): Promise<void> {
    for await (const arrived of this.#queue) {
      const waited = time.since(arrived);
      await time.sleep(50);
      await this.#count(waited);
    }
  }

  async #count(waited: number): Promise<void> {
    using _lock = await this.#counting.acquire();
    this.longest = Math.max(this.longest, waited);
    this.done++;
  }

  submit(): void {
    if (!this.#queue.trySend(time.now())) this.refused++;
  }

  /** The pool is the only one that closes its queue, and only once. */
  async stop(): Promise<void> {
    this.#queue.close();
    await this.#workers.wait();
  }
}

await run(async () => {
  const tiers = {
    urgent: new TierPool(2),
    normal: new TierPool(2),
    low: new TierPool(1),
  };
  for (let n = 0; n < 120; n++) tiers.low.submit(); // a flood
  for (let n = 0; n < 9; n++) tiers.normal.submit();
  for (let n = 0; n < 4; n++) tiers.urgent.submit();
  for (const [name, tier] of Object.entries(tiers)) {
    await tier.stop();
    console.log(`${name}: ${tier.done} tasks, the longest wait `
      + `${Math.round(tier.longest)} ms`);
  }
  console.log('low tasks refused:', tiers.low.refused);
});
