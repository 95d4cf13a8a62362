// expect: deadlock
import { run, chan, sync, time, type Channel } from 'concurrency-tutor';

async function buy(name: string, tickets: Channel<number>): Promise<void> {
  if (tickets.length > 0) {
    await time.sleep(10);
    const ticket = await tickets.receive();
    console.log(name, 'has ticket', ticket);
  }
}

await run(async () => {
  const tickets = chan<number>(2);
  await tickets.send(1);
  const wg = new sync.WaitGroup();
  for (const name of ['Anna', 'Bert']) wg.go(buy, name, tickets);
  await wg.wait();
});
