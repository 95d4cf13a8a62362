// expect: output
// | 0
// | 1
// | 2
// | done
import { run, go, chan, defer, type ReceiveChannel, type SendChannel } from 'concurrency-tutor';

async function produce(out: SendChannel<number>): Promise<void> {
  using _close = defer(() => out.close()); // the only sender: it owns the end
  for (let n = 0; n < 3; n++) await out.send(n);
}

async function consume(source: ReceiveChannel<number>): Promise<void> {
  for await (const n of source) console.log(n); // source.close() would not type-check here
}

await run(async () => {
  const numbers = chan<number>();
  go(produce, numbers.sendOnly());
  await consume(numbers.receiveOnly());
  console.log('done');
});
