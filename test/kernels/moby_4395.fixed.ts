// There is room for the one error, whether or not anybody wants it.
import { chan, go, type ReceiveChannel } from 'concurrency-tutor';

function start(action: () => Error | undefined): ReceiveChannel<Error | undefined> {
  const failures = chan<Error | undefined>(1);
  go(async function background() { await failures.send(action()); });
  return failures.receiveOnly();
}

export default function main(): void {
  start(() => new Error('the container did not start'));
}
