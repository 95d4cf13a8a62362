// expect: deadlock
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

function dishes(hour: number): ReceiveChannel<string> {
  const out = chan<string>();
  go(async () => {
    if (hour > 22) return;
    for (const dish of ['soup', 'rice', 'pear']) await out.send(dish);
    out.close();
  });
  return out.receiveOnly();
}

await run(async () => {
  for (const hour of [12, 23]) {
    for await (const dish of dishes(hour)) console.log(hour, dish);
  }
});
