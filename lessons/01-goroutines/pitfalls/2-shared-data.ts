// expect: differs
// | balance 70
// --
// | balance 50
// --
// | balance 20
// expect: race
import { run, gosched, sync } from 'concurrency-tutor';

// Stands for a question to another service.
async function allowed(newBalance: number): Promise<boolean> {
  await gosched();
  return newBalance < 1000;
}

await run(async () => {
  let balance = 0;

  async function deposit(amount: number): Promise<void> {
    const before = balance;
    if (await allowed(before + amount)) {
      balance = before + amount;
    }
  }

  const deposits = new sync.WaitGroup();
  deposits.go(deposit, 50);
  deposits.go(deposit, 20);
  await deposits.wait();
  console.log('balance', balance);
});
