// expect: leak
import { run, go, chan, select, type ReceiveChannel } from 'concurrency-tutor';

async function till(cash: ReceiveChannel<number>, cards: ReceiveChannel<number>): Promise<void> {
  let total = 0;
  while (true) {
    const event = await select({ cash, cards });
    if (event.ok) total += event.value;
    if (total >= 30) break; // enough for today
  }
}

await run(async () => {
  const cash = chan<number>();
  const cards = chan<number>();
  go(till, cash, cards);
  await cash.send(10);
  await cards.send(15);
});
