// expect: output
// | pen: saved
// | ink: no price
// | cup: saved
// | stopped: saving jar: the disk is full
import {
  run, chan, context, defer, select, sync, type Context,
} from 'concurrency-tutor';

/** What becomes of one item. */
interface Saved {
  readonly item: string;
  readonly error?: Error;
}

class DiskFull extends Error {}

function save(item: string, price: number | undefined): void {
  if (item === 'jar') throw new DiskFull('the disk is full');
  if (price === undefined) throw new Error('no price');
}

const items = [['pen', 2], ['ink', undefined], ['cup', 5], ['jar', 3],
  ['mug', 4]] as const;

await run(async () => {
  const background = context.background();
  const [ctx, stop] = context.withCancelCause(background);
  using _stop = defer(() => stop());
  const stages = new sync.WaitGroup();

  const results = chan<Saved>();
  stages.go(async () => {
    using _close = defer(() => results.close());
    for (const [item, price] of items) {
      let result: Saved = { item };
      try {
        save(item, price);
      } catch (cause) {
        const why = (cause as Error).message;
        if (cause instanceof DiskFull) { // nothing else will work
          stop(new Error(`saving ${item}: ${why}`, { cause }));
          return;
        }
        result = { item, error: cause as Error }; // only this item
      }
      if (!(await sent(ctx, result))) return;
    }
  });

  async function sent(end: Context, result: Saved): Promise<boolean> {
    const event = await select({
      taken: select.send(results, result),
      stop: end.done(),
    });
    return event.case === 'taken';
  }

  for await (const { item, error } of results) {
    console.log(`${item}: ${error?.message ?? 'saved'}`);
  }
  await stages.wait();
  const why = context.cause(ctx);
  if (why !== undefined) console.log(`stopped: ${why.message}`);
});
