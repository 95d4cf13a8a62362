// expect: output
// | urgent: fine, after 0 ms
// | 20 usual ones: fine, the last after 2375 ms
// | the service refuses: 429 429 429 429 429
// | the next: it has failed lately, try again in half a minute
// | half a minute later: fine
// | answered 22, limited 5, not asked 1
import {
  run, atomic, context, rate, sync, time, type Context,
} from 'concurrency-tutor';
import { Breaker, BreakerOpen } from './breaker.ts';
import { RequestQueue } from './queue.ts';
import type { Reply } from './reply.ts';

/** Ten a second are allowed: eight in line, two kept for the urgent. */
class ResilientClient {
  readonly answered = new atomic.Int32();
  readonly limited = new atomic.Int32();
  readonly notAsked = new atomic.Int32();
  readonly #usual = new RequestQueue<Reply>(new rate.Limiter(8, 1));
  readonly #urgent = new rate.Limiter(2, 2);
  readonly #breaker = new Breaker(5, 30 * time.Second);
  readonly #worker = new sync.WaitGroup();
  readonly #service: () => Promise<Reply>;

  constructor(service: () => Promise<Reply>) {
    this.#service = service;
    this.#worker.go(() => this.#usual.work());
  }

  ask(ctx: Context): Promise<string> {
    return this.#explain(() => {
      return this.#usual.submit(ctx, () => this.#try());
    });
  }

  askUrgently(ctx: Context): Promise<string> {
    return this.#explain(async () => {
      await this.#urgent.wait(ctx); // another line, and another limit
      return this.#try();
    });
  }

  async close(): Promise<void> {
    this.#usual.close();
    await this.#worker.wait();
  }

  async #try(): Promise<Reply> {
    return this.#breaker.run(async () => {
      const reply = await this.#service();
      return { ...reply, ok: reply.status === 200 };
    });
  }

  /** What the user is told. */
  async #explain(ask: () => Promise<Reply>): Promise<string> {
    try {
      const { status } = await ask();
      if (status !== 200) this.limited.add(1);
      else this.answered.add(1);
      return status === 200 ? 'fine' : String(status);
    } catch (error) {
      this.notAsked.add(1);
      if (!(error instanceof BreakerOpen)) return 'too busy, try later';
      return 'it has failed lately, try again in half a minute';
    }
  }
}

await run(async () => {
  const ctx = context.background();
  let status = 200;
  const client = new ResilientClient(async () => ({ status, body: '' }));
  const start = time.now();
  const after = () => `after ${Math.round(time.since(start))} ms`;

  const users = new sync.WaitGroup();
  for (let n = 1; n <= 20; n++) users.go(() => client.ask(ctx));
  await time.sleep(0.001);
  console.log(`urgent: ${await client.askUrgently(ctx)}, ${after()}`);
  await users.wait();
  console.log(`20 usual ones: fine, the last ${after()}`);

  status = 429;
  const refusals: string[] = [];
  for (let n = 1; n <= 5; n++) refusals.push(await client.ask(ctx));
  console.log('the service refuses:', refusals.join(' '));
  console.log('the next:', await client.ask(ctx));

  await time.sleep(30 * time.Second);
  status = 200;
  console.log('half a minute later:', await client.ask(ctx));
  const { answered, limited, notAsked } = client;
  console.log(`answered ${answered.load()}, limited ${limited.load()},`,
    `not asked ${notAsked.load()}`);
  await client.close();
});
