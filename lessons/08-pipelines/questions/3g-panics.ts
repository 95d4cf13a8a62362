// expect: output
// | file opened
// | halve: panic: 5 is odd
// | written: 1 2
// | stopping, because of halve
// | file closed
// | all stages have ended
import {
  run, chan, context, defer, panic, select, sync, Panic,
  type Context, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** Starts stages, stops them all when one fails, and waits for them. */
class Pipeline {
  readonly ctx: Context;
  readonly #stop: (why?: Error) => void;
  readonly #stages = new sync.WaitGroup();

  constructor() {
    const background = context.background();
    [this.ctx, this.#stop] = context.withCancelCause(background);
  }

  stage<T>(
    name: string, work: (out: SendChannel<T>) => Promise<void>,
  ): ReceiveChannel<T> {
    const out = chan<T>(0, name);
    this.#stages.go(async () => {
      using _close = defer(() => out.close()); // panic or not
      try {
        await work(out);
      } catch (cause) {
        const panicked = cause instanceof Panic;
        const what = panicked ? `panic: ${String(cause.value)}` : cause;
        console.log(`${name}: ${what}`);
        this.#stop(new Error(name, { cause }));
      }
    });
    return out;
  }

  async sent<T>(to: SendChannel<T>, value: T): Promise<boolean> {
    const event = await select({
      taken: select.send(to, value),
      stop: this.ctx.done(),
    });
    return event.case === 'taken';
  }

  /** Waits for all stages. The cause, if one of them failed. */
  async wait(): Promise<Error | undefined> {
    await this.#stages.wait();
    const cause = context.cause(this.ctx);
    this.#stop();
    return cause;
  }
}

await run(async () => {
  console.log('file opened');
  const pipeline = new Pipeline();
  const numbers = pipeline.stage<number>('source', async (out) => {
    for (const n of [2, 4, 5, 6]) {
      if (!(await pipeline.sent(out, n))) return;
    }
  });
  const halves = pipeline.stage<number>('halve', async (out) => {
    for await (const n of numbers) {
      if (n % 2 === 1) panic(`${n} is odd`);
      if (!(await pipeline.sent(out, n / 2))) return;
    }
  });
  const written: number[] = [];
  for await (const n of halves) written.push(n);
  console.log('written:', ...written);
  const cause = await pipeline.wait();
  if (cause) console.log('stopping, because of', cause.message);
  console.log('file closed'); // what a stage uses, last
  console.log('all stages have ended');
});
