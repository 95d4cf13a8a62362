// Blocking / communication deadlock / channel
// A helper runs a function in the background and sends its error on an unbuffered channel, which the caller drops.
// found: leak
// stuck: background | chan send | failures
import { chan, go, type ReceiveChannel } from 'concurrency-tutor';

function start(action: () => Error | undefined): ReceiveChannel<Error | undefined> {
  const failures = chan<Error | undefined>();
  go(async function background() { await failures.send(action()); });
  return failures.receiveOnly();
}

export default function main(): void {
  start(() => new Error('the container did not start'));
}
