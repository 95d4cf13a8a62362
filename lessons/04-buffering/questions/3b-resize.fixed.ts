// expect: output
// | in order, none lost: true
import { run, chan, select, sync } from 'concurrency-tutor';
import type { Channel, ReceiveChannel } from 'concurrency-tutor';

let next = 1;

/**
 * Sends the numbers from `next` on, until `stop` is closed. Its last word
 * is the close.
 */
async function send(
  numbers: Channel<number>,
  stop: ReceiveChannel<never>,
): Promise<void> {
  while (true) {
    const event = await select({ sent: select.send(numbers, next), stop });
    if (event.case === 'stop') break;
    next++;
  }
  numbers.close();
}

await run(async () => {
  const sender = new sync.WaitGroup();
  const [small, stopSmall] = [chan<number>(2), chan<never>()];
  sender.go(send, small, stopSmall);
  const received = [await small.receive(), await small.receive()];

  stopSmall.close();
  await sender.wait(); // 1. the sender leaves the old channel
  // 2. the receiver empties it
  for await (const n of small) received.push(n);

  const [large, stopLarge] = [chan<number>(10), chan<never>()];
  sender.go(send, large, stopLarge); // 3. both go on with the new one
  for (let n = 0; n < 5; n++) received.push(await large.receive());
  stopLarge.close();
  await sender.wait();
  const complete = received.every((n, index) => n === index + 1);
  console.log('in order, none lost:', complete);
});
