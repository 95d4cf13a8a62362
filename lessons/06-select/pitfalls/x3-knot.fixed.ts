// expect: output
// | sent     1 2 3 4 5 6 7 8
// | received 1 2 3 4 5 6 7 8
import {
  run, go, chan, select, time,
  type Channel, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

const most = 100;

/**
 * Passes numbers on, in order. Those that nobody takes yet go into a
 * list.
 */
async function forward(
  from: ReceiveChannel<number>, to: SendChannel<number>,
): Promise<void> {
  const waiting: number[] = [];
  let open = true;
  while (open || waiting.length > 0) {
    const [next] = waiting;
    const event = await select({
      // On while there is room.
      came: open && waiting.length < most ? from : null,
      // On while something waits.
      sent: next === undefined ? null : select.send(to, next),
    });
    if (event.case === 'sent') waiting.shift();
    else if (event.ok) waiting.push(event.value);
    else open = false;
  }
  to.close();
}

async function count(to: Channel<number>): Promise<void> {
  for (let n = 1; n <= 8; n++) {
    await time.sleep(10);
    await to.send(n);
  }
  to.close();
}

await run(async () => {
  const from = chan<number>();
  const to = chan<number>();
  go(count, from);
  go(forward, from, to);

  const received: number[] = [];
  for await (const number of to) {
    received.push(number);
    await time.sleep(23); // slower than the numbers come
  }
  console.log('sent     1 2 3 4 5 6 7 8');
  console.log('received', ...received);
});
