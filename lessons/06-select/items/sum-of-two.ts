// expect: output
// | sum 6
import { run, go, chan, select, type ReceiveChannel } from 'concurrency-tutor';

await run(async () => {
  const left = chan<number>();
  const right = chan<number>();
  go(async () => {
    for (const n of [1, 2]) await left.send(n);
    left.close();
  });
  go(async () => {
    await right.send(3);
    right.close();
  });

  let a: ReceiveChannel<number> | null = left;
  let b: ReceiveChannel<number> | null = right;
  let sum = 0;
  while (a !== null || b !== null) {
    const event = await select({ a, b });
    if (event.ok) sum += event.value;
    else if (event.case === 'a') a = null;
    else b = null;
  }
  console.log('sum', sum);
});
