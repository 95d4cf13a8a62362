// expect: output
// | 5 letters in 500 ms
import { run, go, chan, defer, time, type SendChannel } from 'concurrency-tutor';

/** One letter every 100 ms at most, however fast the receiver is. */
async function throttled(
  letters: readonly string[], out: SendChannel<string>,
): Promise<void> {
  const ticker = time.newTicker(100);
  using _ticker = defer(() => ticker.stop());
  for (const letter of letters) {
    await ticker.channel.receive(); // first the time, then the letter
    await out.send(letter);
  }
  out.close();
}

await run(async () => {
  const start = time.now();
  const out = chan<string>(5);
  go(throttled, ['a', 'b', 'c', 'd', 'e'], out);
  let count = 0;
  for await (const _letter of out) count++;
  console.log(`${count} letters in ${Math.round(time.since(start))} ms`);
});
