// expect: output
// | 2 payments, 50 in all, and then: line 2: bad sector
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

type Result =
  | { readonly ok: true; readonly amount: number }
  | { readonly ok: false; readonly error: Error };

async function readPayment(line: number): Promise<number> {
  if (line === 2) throw new Error(`line ${line}: bad sector`);
  return 20 + line * 10;
}

function payments(): ReceiveChannel<Result> {
  const out = chan<Result>();
  go(async () => {
    try {
      for (let line = 0; line < 4; line++) {
        await out.send({ ok: true, amount: await readPayment(line) });
      }
    } catch (error) {
      await out.send({ ok: false, error: error as Error });
    }
    out.close();
  });
  return out.receiveOnly();
}

await run(async () => {
  let count = 0;
  let sum = 0;
  let failure = '';
  for await (const result of payments()) {
    if (!result.ok) {
      failure = `, and then: ${result.error.message}`;
      continue;
    }
    count++;
    sum += result.amount;
  }
  console.log(`${count} payments, ${sum} in all${failure}`);
});
