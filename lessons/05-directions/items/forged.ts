// expect: output
// | 100
// | nothing, TypeError
import {
  run, chan, type Channel, type ReceiveChannel,
} from 'concurrency-tutor';

/** Puts a forged value in, with a cast. */
function forge(exit: ReceiveChannel<number>): string {
  try {
    (exit as Channel<number>).trySend(100);
    return '';
  } catch (error) {
    return error instanceof Error ? `, ${error.name}` : '';
  }
}

await run(async () => {
  for (const whole of [true, false]) {
    const coins = chan<number>(1);
    const fault = forge(whole ? coins : coins.receiveOnly());
    const found = coins.tryReceive();
    console.log(`${found?.[0] ?? 'nothing'}${fault}`);
  }
});
