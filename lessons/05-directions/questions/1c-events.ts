// expect: output
// | opened
// | closed
import { run, chan, go, type ReceiveChannel } from 'concurrency-tutor';

/** A door that reports what happens to it. Nobody else can report. */
class Door {
  readonly #events = chan<string>(2); // both ends, and private

  get events(): ReceiveChannel<string> {
    return this.#events.receiveOnly();
  }

  async useOnce(): Promise<void> {
    await this.#events.send('opened');
    await this.#events.send('closed');
    this.#events.close();
  }
}

await run(async () => {
  const door = new Door();
  go(async () => door.useOnce());
  for await (const event of door.events) console.log(event);
});
