// expect: type-error TS2339
import { run, chan, type SendChannel } from 'concurrency-tutor';

/** A mailbox that can be emptied when the house is given up. */
class Mailbox {
  readonly #letters: SendChannel<string> = chan<string>(10);

  put(letter: string): boolean {
    return this.#letters.trySend(letter);
  }

  async empty(): Promise<void> {
    this.#letters.close();
    for (;;) {
      const [letter, ok] = await this.#letters.receiveOk();
      if (!ok) return;
      console.log('kept', letter);
    }
  }
}

await run(async () => {
  const mailbox = new Mailbox();
  mailbox.put('a postcard');
  await mailbox.empty();
});
