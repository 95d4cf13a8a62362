// expect: output
// | 1 checked
// | 2 checked
// | stopped: item 3: -7 is negative
import {
  run, chan, defer, select, sync, type ReceiveChannel,
} from 'concurrency-tutor';

await run(async () => {
  const done = chan<void>();
  const failure = chan<Error>(1);
  const stages = new sync.WaitGroup();
  const fail = (error: Error): void => {
    // Room for one, so only the first error gets in, and closes.
    if (failure.trySend(error)) done.close();
  };

  const numbers = chan<number>();
  stages.go(async () => { // the source
    using _close = defer(() => numbers.close());
    for (const n of [10, 20, -7, 40]) {
      const event = await select({
        sent: select.send(numbers, n),
        done,
      });
      if (event.case === 'done') return;
    }
  });

  const checked = chan<number>();
  stages.go(async () => { // the check
    using _close = defer(() => checked.close());
    let item = 0;
    for await (const n of numbers) {
      item++;
      if (n < 0) {
        return fail(new Error(`item ${item}: ${n} is negative`));
      }
      const event = await select({
        sent: select.send(checked, item),
        done,
      });
      if (event.case === 'done') return;
    }
  });

  for await (const item of checked) console.log(item, 'checked');
  await stages.wait();
  const error = failure.tryReceive()?.[0];
  if (error === undefined) done.close(); // nobody else has
  console.log(error ? `stopped: ${error.message}` : 'complete');
});
