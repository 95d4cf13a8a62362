// expect: output
// |
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

/** Makes the channel, fills it, and closes it. The caller only reads. */
function processItems(items: readonly string[]): ReceiveChannel<string> {
  // Here: a goroutine sends every item in capital letters, and closes.
  // The caller gets the end to read from.
  const processed = chan<string>();
  processed.close();
  void [go, defer, items];
  return processed;
}

await run(async () => {
  const all: string[] = [];
  for await (const item of processItems(['tea', 'coffee']))
    all.push(item);
  console.log(all.join(' '));
});
