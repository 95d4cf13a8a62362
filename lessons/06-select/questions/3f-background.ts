// expect: output
// | resize cat.png: accepted
// | resize dog.png: accepted
// | resize emu.png: refused
// | done resize cat.png
// | done resize dog.png
// | after quit: refused
import { run, chan, select, sync, time } from 'concurrency-tutor';

/** Works through jobs in the background, with a short queue. */
class Background {
  readonly #jobs = chan<string>(2);
  readonly #quit = chan<void>();
  readonly #end = new sync.WaitGroup();
  readonly #closeQuit = sync.onceFunc(() => this.#quit.close());

  constructor() {
    this.#end.go(() => this.#work());
  }

  /** Takes the job if there is room. It never waits. */
  submit(job: string): boolean {
    if (this.#quit.tryReceive() !== undefined) return false;
    return this.#jobs.trySend(job);
  }

  /** Takes no more jobs, finishes those it has, and ends. */
  async quit(): Promise<void> {
    this.#closeQuit();
    await this.#end.wait();
  }

  async #work(): Promise<void> {
    while (true) {
      const event = await select({ job: this.#jobs, quit: this.#quit });
      if (event.case === 'quit') break;
      await this.#do(event.value);
    }
    for (let left = this.#jobs.tryReceive(); left?.[1]; left = this.#jobs.tryReceive()) {
      await this.#do(left[0]);
    }
  }

  async #do(job: string | undefined): Promise<void> {
    await time.sleep(100);
    console.log('done', job);
  }
}

await run(async () => {
  const background = new Background();
  for (const picture of ['cat', 'dog', 'emu']) {
    const job = `resize ${picture}.png`;
    console.log(
      `${job}:`,
      background.submit(job) ? 'accepted' : 'refused',
    );
  }
  await background.quit();
  console.log(
    'after quit:',
    background.submit('resize fox.png') ? 'accepted' : 'refused',
  );
});
