// module
import {
  go, chan, defer, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';
import type {
  Metric, ProcessedMetric, Processor, Store,
} from './metrics.ts';

/** Adds to each metric: the idle share, or the memory in GiB. */
export class Deriver implements Processor {
  process(
    metrics: ReceiveChannel<Metric>,
  ): ReceiveChannel<ProcessedMetric> {
    const processed = chan<ProcessedMetric>();
    go(deriveAll, metrics, processed);
    return processed.receiveOnly();
  }
}

async function deriveAll(
  metrics: ReceiveChannel<Metric>,
  processed: SendChannel<ProcessedMetric>,
): Promise<void> {
  using _close = defer(() => processed.close());
  for await (const metric of metrics)
    await processed.send(derive(metric));
}

function derive(metric: Metric): ProcessedMetric {
  switch (metric.name) {
    case 'cpu':
      return {
        ...metric,
        derived: 100 - metric.value,
        meaning: '% idle',
      };
    case 'memory':
      return {
        ...metric,
        derived: metric.value / 2 ** 30,
        meaning: 'GiB',
      };
  }
}

/** Keeps metrics in a map. Refuses a load above 60 %. */
export class MapStore implements Store {
  readonly #kept = new Map<string, string[]>();

  save(metrics: ReceiveChannel<ProcessedMetric>): ReceiveChannel<Error> {
    const errors = chan<Error>();
    go(async () => {
      using _close = defer(() => errors.close());
      for await (const metric of metrics) {
        if (metric.name === 'cpu' && metric.value > 60)
          await errors.send(
            new Error(`cpu ${metric.value} % is not stored`),
          );
        else this.#keep(metric);
      }
    });
    return errors.receiveOnly();
  }

  /** What has been kept under a name. */
  kept(name: Metric['name']): readonly string[] {
    return this.#kept.get(name) ?? [];
  }

  #keep(metric: ProcessedMetric): void {
    this.#kept.set(metric.name, [
      ...this.kept(metric.name),
      `${metric.derived} ${metric.meaning}`,
    ]);
  }
}
