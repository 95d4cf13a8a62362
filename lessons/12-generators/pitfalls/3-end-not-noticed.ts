// expect: livelock
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
  while (warm < 3) { // wait for three warm hours
    const t = await input.receive();
    if (t !== undefined && t > 18) warm++;
  }
  console.log('it is summer');
});
