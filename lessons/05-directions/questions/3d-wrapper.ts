// expect: output
// | direct: 1
// | through the ends: 2
import {
  run, chan, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** Has both ends, and gives away each on its own. */
class Pipe<T> {
  readonly #channel = chan<T>(1);

  async send(value: T): Promise<void> {
    await this.#channel.send(value);
  }

  async receive(): Promise<T | undefined> {
    return this.#channel.receive();
  }

  close(): void {
    this.#channel.close();
  }

  get entrance(): SendChannel<T> {
    return this.#channel.sendOnly();
  }

  get exit(): ReceiveChannel<T> {
    return this.#channel.receiveOnly();
  }
}

await run(async () => {
  const pipe = new Pipe<number>();
  await pipe.send(1);
  console.log('direct:', await pipe.receive());
  const { entrance, exit } = pipe;
  await entrance.send(2);
  console.log('through the ends:', await exit.receive());
  pipe.close();
});
