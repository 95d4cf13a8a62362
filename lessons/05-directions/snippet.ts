// expect: output
// | consumed 1
// | consumed 2
// | consumed 3
// | consumed 4
// | consumed 5
// | the consumer has finished
// | through the two ends: 42
import {
  run, go, chan, type Channel, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** May send and close. `numbers.receive()` would be refused here. */
async function produce(numbers: SendChannel<number>): Promise<void> {
  for (let n = 1; n <= 5; n++) await numbers.send(n);
  numbers.close();
}

/** May only receive from `numbers`, and only report on `done`. */
async function consume(
  numbers: ReceiveChannel<number>,
  done: SendChannel<void>,
): Promise<void> {
  for await (const n of numbers) console.log('consumed', n);
  await done.send();
}

/** The sending end, as an object of its own. */
function sendingEnd(both: Channel<number>): SendChannel<number> {
  return both.sendOnly();
}

/** The receiving end, as an object of its own. */
function receivingEnd(both: Channel<number>): ReceiveChannel<number> {
  return both.receiveOnly();
}

await run(async () => {
  const numbers = chan<number>();
  const done = chan<void>();
  go(produce, numbers); // a Channel goes where a SendChannel is wanted
  go(consume, numbers, done); // and where a ReceiveChannel is wanted
  await done.receive();
  console.log('the consumer has finished');

  const both = chan<number>(1);
  const entrance = sendingEnd(both);
  const exit = receivingEnd(both);
  await entrance.send(42);
  console.log('through the two ends:', await exit.receive());
});
