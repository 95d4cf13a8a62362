// expect: output
// | 1
// | 2
import { run, go, chan, type SendChannel } from 'concurrency-tutor';

async function sendBoth(values: SendChannel<number>): Promise<void> {
  await values.send(1);
  await values.send(2);
  values.close(); // the sender knows that nothing will follow
}

await run(async () => {
  const values = chan<number>();
  go(sendBoth, values);
  for await (const value of values) console.log(value);
});
