// expect: output
// | TEA COFFEE
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

/** Makes the channel, fills it, and closes it. The caller only reads. */
function processItems(items: readonly string[]): ReceiveChannel<string> {
  const processed = chan<string>();
  go(async () => {
    using _close = defer(() => processed.close());
    for (const item of items) await processed.send(item.toUpperCase());
  });
  return processed.receiveOnly();
}

await run(async () => {
  const all: string[] = [];
  for await (const item of processItems(['tea', 'coffee']))
    all.push(item);
  console.log(all.join(' '));
});
