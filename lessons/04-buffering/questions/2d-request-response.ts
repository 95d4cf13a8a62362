// expect: output
// | 50: the balance is 50
// | 20: the balance is 70
// | -30: the balance is 40
import { run, chan, go } from 'concurrency-tutor';

await run(async () => {
  const amounts = chan<number>(); // requests: pay in, or take out
  const balances = chan<number>(); // responses

  go(async () => {
    let balance = 0; // only this goroutine has it
    for await (const amount of amounts) {
      balance += amount;
      await balances.send(balance);
    }
    balances.close();
  });

  for (const amount of [50, 20, -30]) {
    await amounts.send(amount); // taken …
    // … and done
    console.log(`${amount}: the balance is ${await balances.receive()}`);
  }
  amounts.close();
});
