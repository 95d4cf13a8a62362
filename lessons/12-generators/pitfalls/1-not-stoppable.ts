// expect: leak
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

/** Even numbers, without an end. */
function evenNumbers(): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    for (let n = 0; ; n += 2) await out.send(n);
  });
  return out.receiveOnly();
}

/** Three requests come, and each wants the first number over a limit. */
await run(async () => {
  for (const limit of [1, 3, 5]) {
    for await (const n of evenNumbers()) {
      if (n < limit) continue;
      console.log(n, 'is over', limit);
      break;
    }
  }
});
