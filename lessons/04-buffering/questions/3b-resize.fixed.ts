// expect: output
// | received 1
// | in order, none lost: true
import { run, chan, select, sync, type Channel, type ReceiveChannel } from 'concurrency-tutor';

/** Sends the numbers from `from` on, until `stop` is closed. Says which one would have been next. */
async function count(from: number, numbers: Channel<number>, stop: ReceiveChannel<never>): Promise<number> {
  for (let n = from; ; n++) {
    const event = await select({ sent: select.send(numbers, n), stop });
    if (event.case === 'sent') continue;
    numbers.close(); // the sender's last word on this channel
    return n;
  }
}

await run(async () => {
  const stop = chan<never>();
  const sender = new sync.WaitGroup();
  const small = chan<number>(2);
  let next = 0;
  sender.go(async () => {
    next = await count(1, small, stop);
  });
  console.log('received', await small.receive());

  stop.close(); // 1. the sender leaves the old channel …
  await sender.wait();
  const received: number[] = [];
  for await (const n of small) received.push(n); // 2. … the receiver empties it …
  const large = chan<number>(10);
  const stopLarge = chan<never>();
  sender.go(() => count(next, large, stopLarge).then(() => undefined)); // 3. … and both go on with the new one
  for (let n = 0; n < 5; n++) received.push((await large.receive()) ?? 0);
  stopLarge.close();
  await sender.wait();
  console.log('in order, none lost:', received.every((n, index) => n === index + 2));
});
