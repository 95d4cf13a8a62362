// expect: leak
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

/** A channel generator that nobody can stop. */
function numbers(): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    for (let n = 1; n <= 100; n++) await out.send(n);
    out.close();
  });
  return out.receiveOnly();
}

await run(async () => {
  for await (const n of numbers()) {
    console.log(n);
    if (n === 3) break; // leaves the loop, and nobody tells the goroutine
  }
});
