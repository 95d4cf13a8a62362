// expect: output
// | 1
import {
  run, chan, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function putBack(
  from: ReceiveChannel<number>,
  to: SendChannel<number>,
): Promise<void> {
  const [n, ok] = await from.receiveOk();
  if (ok) await to.send(n);
}

await run(async () => {
  const numbers = chan<number>(1);
  await numbers.send(1);
  await putBack(numbers.receiveOnly(), numbers.sendOnly());
  console.log(await numbers.receive());
});
