// expect: output
// | 5 letters in 0 ms
import { run, go, chan, select, time, type SendChannel } from 'concurrency-tutor';

/** Broken: it slows down only when the receiver is slow. */
async function throttled(
  letters: readonly string[], out: SendChannel<string>,
): Promise<void> {
  for (const letter of letters) {
    const event = await select({
      sent: select.send(out, letter),
      default: true,
    });
    if (event.case === 'sent') continue;
    await time.sleep(100);
    await out.send(letter);
  }
  out.close();
}

await run(async () => {
  const start = time.now();
  const out = chan<string>(5); // a receiver that is always ready
  go(throttled, ['a', 'b', 'c', 'd', 'e'], out);
  let count = 0;
  for await (const _letter of out) count++;
  console.log(`${count} letters in ${Math.round(time.since(start))} ms`);
});
