// expect: output
// | source: started
// | exclaim: started
// | upper: started
// | HELLO!
// | stopping
// | stopped: all stages have ended
import {
  run, chan, context, defer, select, sync,
  type Context, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** What a pipeline is built of. */
interface Stage<In, Out> {
  readonly name: string;
  run(
    ctx: Context, input: ReceiveChannel<In>, out: SendChannel<Out>,
  ): Promise<void>;
}

/** Owns the channels, the goroutines and the stop signal. */
class Pipeline {
  readonly #ctx: Context;
  readonly #cancel: () => void;
  readonly #stages = new sync.WaitGroup();

  constructor(parent: Context) {
    [this.#ctx, this.#cancel] = context.withCancel(parent);
  }

  /** Starts a stage. The pipeline closes its output when it ends. */
  add<In, Out>(
    stage: Stage<In, Out>, input: ReceiveChannel<In>,
  ): ReceiveChannel<Out> {
    console.log(`${stage.name}: started`);
    const out = chan<Out>(0, stage.name);
    this.#stages.go(async () => {
      using _close = defer(() => out.close());
      await stage.run(this.#ctx, input, out);
    });
    return out;
  }

  /** Tells all stages, and waits until they have ended. */
  async stop(): Promise<void> {
    console.log('stopping');
    this.#cancel();
    await this.#stages.wait();
    console.log('stopped: all stages have ended');
  }
}

/** A source: it says the same word again and again. */
const repeat = (word: string): Stage<never, string> => ({
  name: 'source',
  async run(ctx, _input, out) {
    while (await sent(ctx, out, word)) { /* until it is stopped */ }
  },
});

const change = (
  name: string, work: (text: string) => string,
): Stage<string, string> => ({
  name,
  async run(ctx, input, out) {
    for await (const text of input) {
      if (!(await sent(ctx, out, work(text)))) return;
    }
  },
});

async function sent<T>(
  ctx: Context, to: SendChannel<T>, value: T,
): Promise<boolean> {
  const event = await select({
    taken: select.send(to, value),
    stop: ctx.done(),
  });
  return event.case === 'taken';
}

await run(async () => {
  const pipeline = new Pipeline(context.background());
  const nothing = chan<never>();
  nothing.close();
  const words = pipeline.add(repeat('hello'), nothing);
  const loud = pipeline.add(change('exclaim', (w) => `${w}!`), words);
  const upper = change('upper', (text) => text.toUpperCase());
  const results = pipeline.add(upper, loud);
  console.log(await results.receive());
  await pipeline.stop();
});
