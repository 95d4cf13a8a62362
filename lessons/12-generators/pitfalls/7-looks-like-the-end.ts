// expect: output
// | 2 payments, 50 in all
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

/** The file has three lines. The second one cannot be read. */
async function readPayment(line: number): Promise<number> {
  if (line === 2) throw new Error(`line ${line}: bad sector`);
  return 20 + line * 10;
}

function payments(): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    try {
      for (let line = 0; line < 4; line++) {
        await out.send(await readPayment(line));
      }
    } catch {
      // What can one do here?
    }
    out.close();
  });
  return out.receiveOnly();
}

await run(async () => {
  let count = 0;
  let sum = 0;
  for await (const amount of payments()) {
    count++;
    sum += amount;
  }
  console.log(`${count} payments, ${sum} in all`);
});
