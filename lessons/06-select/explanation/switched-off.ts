// expect: output
// | 10 values, both closed
import { run, go, chan, select, type ReceiveChannel, type SendChannel } from 'concurrency-tutor';

async function count(
  from: number, to: number, numbers: SendChannel<number>,
): Promise<void> {
  for (let n = from; n <= to; n++) await numbers.send(n);
  numbers.close();
}

await run(async () => {
  const low = chan<number>();
  const high = chan<number>();
  go(count, 1, 3, low);
  go(count, 4, 10, high);

  let a: ReceiveChannel<number> | null = low; // null: this case is off
  let b: ReceiveChannel<number> | null = high;
  let values = 0;
  while (a !== null || b !== null) {
    const event = await select({ a, b });
    if (event.ok) values++;
    else if (event.case === 'a') a = null;
    else b = null;
  }
  console.log(`${values} values, both closed`);
});
