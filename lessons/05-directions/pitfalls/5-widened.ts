// expect: error
import {
  run, chan, type Channel, type ReceiveChannel,
} from 'concurrency-tutor';

async function putBack(numbers: ReceiveChannel<number>): Promise<void> {
  const [n, ok] = await numbers.receiveOk();
  if (ok) await (numbers as Channel<number>).send(n); // "I know better"
}

await run(async () => {
  const numbers = chan<number>(1);
  await numbers.send(1);
  await putBack(numbers.receiveOnly());
  console.log(await numbers.receive());
});
