// expect: output
// | 7
import {
  run, chan, type Channel, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

await run(async () => {
  const both: Channel<number> = chan<number>(1);
  const entrance: SendChannel<number> = both; // narrower: needs no word
  const exit: ReceiveChannel<number> = both;
  await entrance.send(7);
  console.log(await exit.receive());
});
