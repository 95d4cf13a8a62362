import { context, defer, go, rate, signal, time } from 'concurrency-tutor';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { circuitBreaker, httpSource, limited, Pipeline, retry, sqlSink } from './pipeline.ts';
import type { Stage } from './parts.ts';
import { startServer } from './server.ts';

/** `concurrency-tutor run demo.ts` starts this: it copies from a moody server into a database. You need not change it. */
export default async function main(): Promise<void> {
  const [ctx, giveUp] = signal.notifyContext(context.background(), 'SIGTERM');
  using _ctx = defer(giveUp);
  const things = Array.from({ length: 600 }, (_, index) => ({ position: index + 1, value: { thing: index + 1, price: (index * 37) % 100 } }));
  await using server = await startServer(things, ['answers', { status: 503 }, 'drops', 'answers', 'answers', { status: 429, retryAfter: 1 }]);

  const price: Stage = {
    name: 'price', workers: { min: 1, max: 8, idle: 500 }, use: [retry({ attempts: 3, wait: 20 }), circuitBreaker({ failures: 5, cooldown: 100 }), limited(new rate.Limiter(150, 10))],
    async handle(_ctx, thing: { readonly thing: number; readonly price: number }) {
      await time.sleep(20 + (thing.thing % 5) * 10);
      if (thing.price === 99) throw new Error('nobody pays that');
      return thing.price === 0 ? [] : [{ ...thing, withTax: Math.round(thing.price * 119) / 100 }];
    },
  };
  const database = join(tmpdir(), 'pipeline-demo.sqlite');
  const pipeline = new Pipeline({
    source: httpSource(`${server.url}/items`, 50, { attempts: 5, wait: 50 }), stages: [price], sink: sqlSink(database, 'things'), inFlight: 60, batch: { size: 20, within: 200 },
    deadLetter: async (_ctx, { position, error }) => { console.log(`  item ${position} is put aside: ${String(error)}`); },
  });

  const [interrupted, forget] = signal.notifyContext(context.background(), 'SIGINT');
  using _interrupted = defer(forget);
  using _stop = defer(context.afterFunc(interrupted, () => pipeline.stop()));
  const ticker = time.newTicker(500);
  using _ticker = defer(() => ticker.stop());
  go.daemon(async () => {
    for await (const _tick of ticker.channel) {
      const { read, inFlight, done, dead, stages: [stage] } = await pipeline.metrics();
      console.log(`read ${read}, on their way ${inFlight}, done ${done}, dead ${dead}; ${stage?.workers ?? 0} workers, ${stage?.waiting ?? 0} waiting`);
    }
  });
  const { done, writes } = await pipeline.run(ctx);
  console.log(done === 0 ? `Nothing was left to do. Remove ${database} to begin again.` : `${done} items in ${writes} writes are in ${database}.`);
}
