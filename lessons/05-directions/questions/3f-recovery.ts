// expect: output
// | the channel itself: can send
// | its receiving end: cannot send
import {
  run, chan, type Channel, type ReceiveChannel,
} from 'concurrency-tutor';

/** Looks whether the whole channel is behind the end. Do not do this. */
function isWhole(exit: ReceiveChannel<number>): exit is Channel<number> {
  return 'send' in exit;
}

await run(async () => {
  const numbers = chan<number>();
  console.log(
    'the channel itself:',
    isWhole(numbers) ? 'can send' : 'cannot send',
  );
  console.log(
    'its receiving end:',
    isWhole(numbers.receiveOnly()) ? 'can send' : 'cannot send',
  );
});
