// expect: output
// | anna: delivered, try 1
// | bert: delivered, try 3
// | carl: no such address, try 1
// | dora: line is busy, try 3
import {
  run, go, chan, defer, time, type ReceiveChannel,
} from 'concurrency-tutor';

/** It may work the next time. */
class TemporaryError extends Error {}

/** What becomes of a letter. */
interface Delivery {
  readonly to: string;
  readonly tries: number;
  readonly error?: Error;
}

const busyTimes = new Map([['bert', 2], ['dora', 99]]);

async function deliver(to: string): Promise<void> {
  await time.sleep(10);
  if (to === 'carl') throw new Error('no such address');
  const busy = busyTimes.get(to) ?? 0;
  busyTimes.set(to, busy - 1);
  if (busy > 0) throw new TemporaryError('line is busy');
}

async function attempt(to: string, tries: number): Promise<Delivery> {
  try {
    await deliver(to);
    return { to, tries };
  } catch (error) {
    return { to, tries, error: error as Error };
  }
}

function firstTry(names: readonly string[]): ReceiveChannel<Delivery> {
  const out = chan<Delivery>();
  go(async () => {
    using _close = defer(() => out.close());
    for (const to of names) await out.send(await attempt(to, 1));
  });
  return out;
}

/** The stage for errors. It repairs what it can, up to `most` tries. */
function retry(
  most: number, input: ReceiveChannel<Delivery>,
): ReceiveChannel<Delivery> {
  const out = chan<Delivery>();
  go(async () => {
    using _close = defer(() => out.close());
    for await (let d of input) {
      while (d.error instanceof TemporaryError && d.tries < most) {
        await time.sleep(100 * 2 ** d.tries); // longer each time
        d = await attempt(d.to, d.tries + 1);
      }
      await out.send(d);
    }
  });
  return out;
}

await run(async () => {
  const names = ['anna', 'bert', 'carl', 'dora'];
  for await (const d of retry(3, firstTry(names))) {
    const what = d.error?.message ?? 'delivered';
    console.log(`${d.to}: ${what}, try ${d.tries}`);
  }
});
