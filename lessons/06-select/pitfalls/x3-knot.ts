// expect: output
// | sent     1 2 3 4 5 6 7 8
// | received 1 4 7 6 8
import {
  run, go, chan, select, time,
  type Channel, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/**
 * Broken. Passes numbers on. Those that nobody takes yet go into a list.
 */
async function forward(
  from: ReceiveChannel<number>, to: SendChannel<number>,
): Promise<void> {
  let waiting: number[] = [];
  for await (const number of from) {
    const now = await select({
      sent: select.send(to, number),
      default: true,
    });
    if (now.case === 'sent') continue;
    waiting.push(number);
    if (waiting.length < 3) continue;
    for (let i = 0; i < waiting.length; i++) {
      const later = await select({
        sent: select.send(to, waiting[i] ?? 0),
        default: true,
      });
      switch (later.case) {
        case 'sent': break;
        case 'default':
          waiting = waiting.slice(i); // keep the rest
          // Leaves the switch, and not the loop.
          break;
      }
    }
  }
  for (const number of waiting) await to.send(number);
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
