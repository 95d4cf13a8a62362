// expect: output
// | 50: the balance is undefined
// | 20: the balance is undefined
// | -30: the balance is undefined
import { run, chan, go } from 'concurrency-tutor';

await run(async () => {
  const amounts = chan<number>(); // requests: pay in, or take out
  const balances = chan<number>(); // responses

  // Here: a goroutine keeps the balance. It answers each amount with
  // the new balance, and ends when the amounts are closed.

  for (const amount of [50, 20, -30]) {
    // Here: ask, and wait for the answer.
    console.log(`${amount}: the balance is ${undefined}`);
  }
  void [go, amounts, balances];
});
