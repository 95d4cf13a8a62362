// module
import {
  go, chan, context, defer, select, sync, time, type Context,
  type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';
import type { Collector, Metric, Processor, Store } from './metrics.ts';

/** What one cycle could not store. */
export interface Report {
  readonly cycle: number;
  readonly errors: readonly Error[];
}

/** Measures, processes and stores in every interval. */
export class Monitor {
  readonly #collectors: readonly Collector[];
  readonly #processor: Processor;
  readonly #store: Store;
  readonly #interval: number;

  constructor(
    collectors: readonly Collector[],
    processor: Processor,
    store: Store,
    interval: number,
  ) {
    this.#collectors = collectors;
    this.#processor = processor;
    this.#store = store;
    this.#interval = interval;
  }

  /**
   * Gives a report after each cycle. The channel is closed when all has
   * ended. The report of a cycle that was cut short may be missing.
   */
  start(ctx: Context): ReceiveChannel<Report> {
    const reports = chan<Report>();
    go(async () => this.#tick(ctx, reports));
    return reports.receiveOnly();
  }

  async #tick(ctx: Context, reports: SendChannel<Report>): Promise<void> {
    using _close = defer(() => reports.close());
    const ticker = time.newTicker(this.#interval);
    using _stop = defer(() => ticker.stop());
    for (let cycle = 1; ; cycle++) {
      const next = await select({
        tick: ticker.channel,
        stop: ctx.done(),
      });
      if (next.case === 'stop') return;
      const report = { cycle, errors: await this.#runCycle(ctx) };
      const event = await select({
        sent: select.send(reports, report),
        stop: ctx.done(),
      });
      if (event.case === 'stop') return;
    }
  }

  async #runCycle(parent: Context): Promise<Error[]> {
    const [ctx, cancel] = context.withTimeout(
      parent,
      0.9 * this.#interval,
    );
    using _cancel = defer(cancel);
    const metrics = merge(
      this.#collectors.map((collector) => collector.collect(ctx)),
    );
    const failed: Error[] = [];
    const errors = this.#store.save(this.#processor.process(metrics));
    for await (const error of errors) failed.push(error);
    return failed;
  }
}

/** All values of all streams on one channel, closed after the last. */
function merge(
  streams: readonly ReceiveChannel<Metric>[],
): ReceiveChannel<Metric> {
  const merged = chan<Metric>();
  const wg = new sync.WaitGroup();
  for (const stream of streams) wg.go(forward, stream, merged);
  go(async () => {
    // merged has several senders: it is closed after the last of them
    await wg.wait();
    merged.close();
  });
  return merged.receiveOnly();
}

async function forward(
  from: ReceiveChannel<Metric>,
  to: SendChannel<Metric>,
): Promise<void> {
  for await (const metric of from) await to.send(metric);
}
