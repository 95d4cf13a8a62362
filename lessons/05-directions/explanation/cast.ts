// expect: output
// | the same object, narrower type: closed
// | an object of its own: TypeError
import {
  run, chan, type Channel, type ReceiveChannel,
} from 'concurrency-tutor';

function closeByCast(numbers: ReceiveChannel<number>): string {
  try {
    (numbers as Channel<number>).close(); // believed, not checked
    return 'closed';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

await run(async () => {
  console.log(
    'the same object, narrower type:',
    closeByCast(chan<number>()),
  );
  console.log(
    'an object of its own:',
    closeByCast(chan<number>().receiveOnly()),
  );
});
