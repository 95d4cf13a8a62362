// expect: output
// | round 1: tea coffee bread
// | round 2: nothing, so wait: soup
// | round 3: nothing, so wait: closed
import {
  run, go, chan, select, time,
  type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/**
 * Takes what every channel holds now, one channel after the other. It
 * does not wait.
 */
function takeAll(channels: readonly ReceiveChannel<string>[]): string[] {
  const taken: string[] = [];
  for (const channel of channels) {
    for (let next = channel.tryReceive(); next?.[1]; next = channel.tryReceive()) {
      taken.push(next[0]);
    }
  }
  return taken;
}

async function later(
  kitchen: SendChannel<string>, stop: SendChannel<void>,
): Promise<void> {
  await time.sleep(100);
  await kitchen.send('soup');
  await time.sleep(100);
  stop.close();
}

await run(async () => {
  const bar = chan<string>(4);
  const kitchen = chan<string>(4);
  const stop = chan<void>();
  await bar.send('tea');
  await kitchen.send('bread');
  await bar.send('coffee');
  go(later, kitchen, stop);

  for (let round = 1; ; round++) {
    const orders = takeAll([bar, kitchen]);
    if (orders.length > 0) {
      console.log(`round ${round}:`, ...orders);
      continue;
    }
    // Nothing anywhere: wait, do not spin.
    const event = await select({ bar, kitchen, stop });
    console.log(
      `round ${round}: nothing, so wait:`,
      event.case === 'stop' ? 'closed' : event.value,
    );
    if (event.case === 'stop') break;
  }
});
