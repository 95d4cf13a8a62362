// expect: output
// | 42
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>();
  const sender = numbers.sendOnly();
  const receiver = numbers.receiveOnly();
  go(async () => {
    await sender.send(42);
  });
  console.log(await receiver.receive());
});
