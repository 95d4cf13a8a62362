// expect: leak
import { run, atomic, chan, go, time } from 'concurrency-tutor';
import type { Channel, ReceiveChannel } from 'concurrency-tutor';

/** A larger channel, filled from the old one. */
function enlarge<T>(
  old: ReceiveChannel<T>,
  capacity: number,
): Channel<T> {
  const larger = chan<T>(capacity);
  go(async () => { // the copier
    for await (const value of old) await larger.send(value);
    larger.close();
  });
  return larger;
}

await run(async () => {
  const numbers = chan<number>(2);
  const sent = new atomic.Int32();
  go(async () => {
    for (let n = 1; n <= 20; n++) {
      await numbers.send(n);
      sent.add(1);
    }
    numbers.close();
  });
  const larger = enlarge(numbers, 4);
  await time.sleep(1 * time.Second);
  console.log(`room for 4, and ${sent.load()} are on their way`);
  console.log('received', await larger.receive(), 'and had enough');
});
