// module
import { chan, go, sync, type ReceiveChannel } from 'concurrency-tutor';

/**
 * One step with any number of workers. Receives until `input` is closed,
 * and closes what it returns after the last result.
 */
export function stage<In, Out>(
  workers: number,
  input: ReceiveChannel<In>,
  work: (value: In) => Promise<Out>,
): ReceiveChannel<Out> {
  const output = chan<Out>();
  const wg = new sync.WaitGroup();
  for (let n = 0; n < workers; n++) {
    wg.go(async () => {
      for await (const value of input) {
        await output.send(await work(value));
      }
    });
  }
  go(async () => {
    await wg.wait();
    output.close();
  });
  return output.receiveOnly();
}

/** A closed channel with the values in it. */
export function source<T>(values: readonly T[]): ReceiveChannel<T> {
  const channel = chan<T>(values.length);
  for (const value of values) channel.trySend(value);
  channel.close();
  return channel.receiveOnly();
}
