// module
import {
  go, chan, defer, select, time, type Context, type ReceiveChannel,
  type SendChannel,
} from 'concurrency-tutor';
import type { Collector, Metric } from './metrics.ts';

/** Five samples of a made-up load, 100 ms apart: 50, 55, 60, 65, 70 %. */
export class CpuCollector implements Collector {
  collect(ctx: Context): ReceiveChannel<Metric> {
    const metrics = chan<Metric>();
    go(sampleCpu, ctx, metrics);
    return metrics.receiveOnly();
  }
}

async function sampleCpu(
  ctx: Context,
  metrics: SendChannel<Metric>,
): Promise<void> {
  using _close = defer(() => metrics.close());
  for (let i = 0; i < 5; i++) {
    const next = await select({
      due: time.after(100 * time.Millisecond),
      stop: ctx.done(),
    });
    if (next.case === 'stop') return;
    const sample: Metric = { name: 'cpu', value: 50 + 5 * i };
    const event = await select({
      sent: select.send(metrics, sample),
      stop: ctx.done(),
    });
    if (event.case === 'stop') return;
  }
}

/** Two samples of a made-up memory: 8 GiB in use. */
export class MemoryCollector implements Collector {
  collect(ctx: Context): ReceiveChannel<Metric> {
    const metrics = chan<Metric>();
    go(sampleMemory, ctx, metrics);
    return metrics.receiveOnly();
  }
}

async function sampleMemory(
  ctx: Context,
  metrics: SendChannel<Metric>,
): Promise<void> {
  using _close = defer(() => metrics.close());
  for (let i = 0; i < 2; i++) {
    const sample: Metric = { name: 'memory', value: 8 * 2 ** 30 };
    const event = await select({
      sent: select.send(metrics, sample),
      stop: ctx.done(),
    });
    if (event.case === 'stop') return;
  }
}
