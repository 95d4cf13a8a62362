// expect: panic "send on closed channel"
import {
  run, go, chan, time, type ReceiveChannel,
} from 'concurrency-tutor';

function news(): ReceiveChannel<string> {
  const out = chan<string>();
  go(async () => {
    await out.send('near');
    out.close();
  });
  go(async () => {
    await time.sleep(100); // from far away
    await out.send('far');
  });
  return out;
}

await run(async () => {
  for await (const item of news()) console.log(item);
  await time.sleep(200);
});
