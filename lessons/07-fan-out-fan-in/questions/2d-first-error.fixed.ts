// expect: output
// | parcel 12 has come open
import {
  run, chan, context, defer, go, select, sync, time,
  type Context, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';
import { weigh } from './parcels.ts';

async function worker(
  ctx: Context, cancel: () => void, parcels: ReceiveChannel<number>,
  weights: SendChannel<number>, errors: SendChannel<unknown>,
): Promise<void> {
  for await (const parcel of parcels) {
    try {
      const weight = await weigh(parcel, [12], ctx);
      const event = await select({
        sent: select.send(weights, weight), stop: ctx.done(),
      });
      if (event.case === 'stop') return;
    } catch (error) {
      errors.trySend(error); // there is room for the first one
      cancel();
      return;
    }
  }
}

/** Weighs all parcels. Throws the first error. */
async function weighAll(parcels: readonly number[]): Promise<number[]> {
  const [ctx, cancel] = context.withCancel(context.background());
  const tasks = chan<number>(parcels.length);
  for (const parcel of parcels) await tasks.send(parcel);
  tasks.close();
  const weights = chan<number>();
  const errors = chan<unknown>(1);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 5; n++) {
    workers.go(worker, ctx, cancel, tasks, weights, errors);
  }
  await using _end = defer(async () => { // on every way out
    cancel();
    await workers.wait();
  });
  go(async () => {
    await workers.wait();
    weights.close();
  });

  const all: number[] = [];
  while (true) {
    const event = await select({ weight: weights, failed: errors });
    if (event.case === 'failed') throw event.value;
    if (!event.ok) {
      const [late, failed] = errors.tryReceive() ?? []; // once more
      if (failed) throw late;
      return all;
    }
    all.push(event.value);
    await time.sleep(30); // writes it down
  }
}

await run(async () => {
  const parcels = Array.from({ length: 12 }, (_, i) => i + 1);
  try {
    const weights = await weighAll(parcels);
    console.log('all well:', weights.length, 'weights');
  } catch (error) {
    console.log((error as Error).message);
  }
});
