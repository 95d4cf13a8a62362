// expect: output
// | in order, none lost: true
import { run, chan, select, sync, type Channel, type ReceiveChannel } from 'concurrency-tutor';

let next = 1;

/** Sends the numbers from `next` on, until `stop` is closed. Its last word is the close. */
async function send(numbers: Channel<number>, stop: ReceiveChannel<never>): Promise<void> {
  while ((await select({ sent: select.send(numbers, next), stop })).case === 'sent') next++;
  numbers.close();
}

await run(async () => {
  const sender = new sync.WaitGroup();
  const [small, stopSmall] = [chan<number>(2), chan<never>()];
  sender.go(send, small, stopSmall);
  const received = [await small.receive(), await small.receive()];

  stopSmall.close();
  await sender.wait(); // 1. the sender leaves the old channel
  for await (const n of small) received.push(n); // 2. the receiver empties it

  const [large, stopLarge] = [chan<number>(10), chan<never>()];
  sender.go(send, large, stopLarge); // 3. both go on with the new one
  for (let n = 0; n < 5; n++) received.push(await large.receive());
  stopLarge.close();
  await sender.wait();
  console.log('in order, none lost:', received.every((n, index) => n === index + 1));
});
