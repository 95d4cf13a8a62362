// expect: error
import { run, chan, type Channel, type ReceiveChannel } from 'concurrency-tutor';

async function putBack(numbers: ReceiveChannel<number>): Promise<void> {
  const n = await numbers.receive();
  await (numbers as Channel<number>).send(n ?? 0); // "I know what it really is"
}

await run(async () => {
  const numbers = chan<number>(1);
  await numbers.send(1);
  await putBack(numbers.receiveOnly());
  console.log(await numbers.receive());
});
