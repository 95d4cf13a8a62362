// module
import {
  go, chan, sync, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** Joins several channels into one, which is closed when all are. */
export function merge<T>(
  channels: readonly ReceiveChannel<T>[],
): ReceiveChannel<T> {
  const merged = chan<T>();
  const forwarders = new sync.WaitGroup();
  for (const channel of channels) {
    forwarders.go(forward<T>, channel, merged);
  }
  go(async () => {
    await forwarders.wait();
    merged.close();
  });
  return merged;
}

async function forward<T>(
  from: ReceiveChannel<T>, to: SendChannel<T>,
): Promise<void> {
  for await (const value of from) await to.send(value);
}
