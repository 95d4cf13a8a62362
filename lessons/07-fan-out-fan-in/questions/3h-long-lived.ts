// expect: output
// | morning: 4 letters sent, 4 workers
// | noon: 6 letters sent, 4 workers
// | evening: 9 letters sent, 4 workers
// | closed: 9 letters sent, 0 workers
import { run, atomic, chan, sync, time } from 'concurrency-tutor';

/** Workers that wait for letters all day. */
class PostOffice {
  readonly #letters = chan<string>(10);
  readonly #workers = new sync.WaitGroup();
  readonly sent = new atomic.Int32();
  readonly atWork = new atomic.Int32();

  constructor(workers: number) {
    for (let n = 0; n < workers; n++) {
      this.#workers.go(() => this.#work());
    }
  }

  async #work(): Promise<void> {
    this.atWork.add(1);
    for await (const _ of this.#letters) {
      await time.sleep(time.Second); // the way to the mailbox
      this.sent.add(1);
    }
    this.atWork.add(-1);
  }

  async submit(letter: string): Promise<void> {
    await this.#letters.send(letter);
  }

  /** Takes no more letters, and waits for the last one. */
  async close(): Promise<void> {
    this.#letters.close();
    await this.#workers.wait();
  }
}

await run(async () => {
  const office = new PostOffice(4);
  const say = (when: string): void => {
    const [sent, atWork] = [office.sent.load(), office.atWork.load()];
    console.log(`${when}: ${sent} letters sent, ${atWork} workers`);
  };
  const hours: [string, number][] = [
    ['morning', 4], ['noon', 2], ['evening', 3],
  ];
  for (const [hour, letters] of hours) {
    for (let n = 0; n < letters; n++) await office.submit(hour);
    await time.sleep(4 * time.Hour);
    say(hour);
  }
  await office.close();
  say('closed');
});
