// expect: output
// | only 2 warm hours
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

function temperatures(): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    for (const t of [17, 19, 21]) await out.send(t);
    out.close();
  });
  return out.receiveOnly();
}

await run(async () => {
  const input = temperatures();
  let warm = 0;
  while (warm < 3) {
    const [t, ok] = await input.receiveOk();
    if (!ok) break; // there will be no more
    if (t > 18) warm++;
  }
  console.log(warm < 3 ? `only ${warm} warm hours` : 'it is summer');
});
