// expect: livelock
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const fast = chan<number>();
  const slow = chan<number>();
  go(async () => {
    await fast.send(1);
    fast.close();
  });
  go(async () => {
    await time.sleep(1000);
    await slow.send(2);
    slow.close();
  });

  let sum = 0;
  while (true) {
    const event = await select({ fast, slow });
    sum += event.value ?? 0;
    // `slow` is the last to close.
    if (event.case === 'slow' && !event.ok) break;
  }
  console.log('sum', sum);
});
