// expect: output
// | 1
// | 2
// | 3
import {
  run, go, chan, defer, select, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function count(
  numbers: SendChannel<number>,
  enough: ReceiveChannel<void>,
): Promise<void> {
  using _close = defer(() => numbers.close());
  for (let n = 1; ; n++) {
    const event = await select({ sent: select.send(numbers, n), enough });
    if (event.case === 'enough') return;
  }
}

async function firstThree(
  numbers: ReceiveChannel<number>,
  enough: SendChannel<void>,
): Promise<void> {
  for (let i = 0; i < 3; i++) console.log(await numbers.receive());
  enough.close(); // the receiver is the sender of this one
}

await run(async () => {
  const numbers = chan<number>();
  const enough = chan<void>();
  go(count, numbers, enough);
  await firstThree(numbers, enough);
});
