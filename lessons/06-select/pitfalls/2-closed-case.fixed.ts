// expect: output
// | sum 3
import { run, go, chan, select, time, type ReceiveChannel } from 'concurrency-tutor';

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
  let a: ReceiveChannel<number> | null = fast;
  let b: ReceiveChannel<number> | null = slow;
  while (a !== null || b !== null) {
    const event = await select({ a, b });
    if (event.ok) sum += event.value;
    else if (event.case === 'a') a = null;
    else b = null;
  }
  console.log('sum', sum);
});
