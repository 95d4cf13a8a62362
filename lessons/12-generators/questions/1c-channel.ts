// expect: output
// | 3
// | 2
// | 1
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

function countdown(from: number): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    for (let n = from; n > 0; n--) await out.send(n);
    out.close();
  });
  return out.receiveOnly();
}

await run(async () => {
  for await (const n of countdown(3)) console.log(n);
});
