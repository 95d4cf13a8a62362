// expect: output
// | 1 4 9
import {
  run, chan, defer, go, type ReceiveChannel,
} from 'concurrency-tutor';

/** The jobs come from elsewhere. The results are its own. */
class Squarer {
  readonly #jobs: ReceiveChannel<number>;
  readonly #results = chan<number>();
  readonly results: ReceiveChannel<number> = this.#results.receiveOnly();

  constructor(jobs: ReceiveChannel<number>) {
    this.#jobs = jobs;
  }

  async work(): Promise<void> {
    using _close = defer(() => this.#results.close());
    for await (const n of this.#jobs) await this.#results.send(n * n);
  }
}

await run(async () => {
  const jobs = chan<number>(3);
  for (const n of [1, 2, 3]) await jobs.send(n);
  jobs.close();

  const squarer = new Squarer(jobs.receiveOnly());
  go(async () => squarer.work());
  const squares: number[] = [];
  for await (const square of squarer.results) squares.push(square);
  console.log(squares.join(' '));
});
