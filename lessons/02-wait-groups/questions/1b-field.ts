// expect: output unordered
// | Ada works
// | Bob works
// | the crew is done
import { run, sync } from 'concurrency-tutor';

/** A group of workers. `start` counts up, the worker's end counts down, `finished` waits. */
class Crew {
  readonly #wg = new sync.WaitGroup();

  start(name: string): void {
    this.#wg.go(async () => console.log(`${name} works`));
  }

  async finished(): Promise<void> {
    await this.#wg.wait();
  }
}

await run(async () => {
  const crew = new Crew();
  crew.start('Ada');
  crew.start('Bob');
  await crew.finished();
  console.log('the crew is done');
});
