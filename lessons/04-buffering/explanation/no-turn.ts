// expect: output
// | trySend: 4 of 100
// | send: 100 of 100
import { run, chan, go, time } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>(3);
  go(async () => {
    for await (const _ of numbers); // takes everything, at once
  });
  await time.sleep(1 * time.Second); // by now it is waiting

  let accepted = 0;
  for (let n = 0; n < 100; n++) {
    // no await: nobody else gets a turn
    if (numbers.trySend(n)) accepted++;
  }
  console.log(`trySend: ${accepted} of 100`);

  for (let n = 0; n < 100; n++) await numbers.send(n);
  console.log('send: 100 of 100');
  numbers.close();
});
