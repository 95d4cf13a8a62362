// expect: output
// | 4
// | 16
// | square, source, keepEven: all have ended
import {
  run, chan, context, defer, select, sync,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

type Numbers = ReceiveChannel<number>;

/** Counts the stages, and keeps the names of those that have ended. */
class Stages {
  readonly #running = new sync.WaitGroup();
  readonly ended = new sync.Map<string, true>();

  start(name: string, work: () => Promise<void>): void {
    this.#running.go(async () => {
      using _end = defer(() => this.ended.store(name, true));
      await work();
    });
  }

  async wait(): Promise<void> {
    await this.#running.wait();
  }
}

const stages = new Stages();

function source(ctx: Context): Numbers {
  const out = chan<number>();
  stages.start('source', async () => {
    using _close = defer(() => out.close());
    for (let n = 1; ; n++) {
      const event = await select({
        sent: select.send(out, n),
        stop: ctx.done(),
      });
      if (event.case === 'stop') return;
    }
  });
  return out;
}

/** A stage with one result, or none, for each value. */
function stage(
  name: string, ctx: Context, input: Numbers,
  work: (n: number) => number | undefined,
): Numbers {
  const out = chan<number>();
  stages.start(name, async () => {
    using _close = defer(() => out.close());
    for await (const n of input) {
      const result = work(n);
      if (result === undefined) continue;
      const event = await select({
        sent: select.send(out, result),
        stop: ctx.done(),
      });
      if (event.case === 'stop') return;
    }
  });
  return out;
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const squares = stage('square', ctx, source(ctx), (n) => n * n);
  const even = stage('keepEven', ctx, squares, (n) =>
    n % 2 === 0 ? n : undefined);
  console.log(await even.receive());
  console.log(await even.receive());
  cancel(); // one call
  await stages.wait(); // for all three
  const names = ['square', 'source', 'keepEven'];
  const all = names.every((name) => stages.ended.load(name)[1]);
  const how = all ? 'all have ended' : 'not all have ended';
  console.log(`${names.join(', ')}: ${how}`);
});
