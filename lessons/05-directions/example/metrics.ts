// module
import type { Context, ReceiveChannel } from 'concurrency-tutor';

/** One measured value: memory in bytes, or the processor's load in %. */
export interface Metric {
  readonly name: 'cpu' | 'memory';
  readonly value: number;
}

/** A metric with a second value that follows from it. */
export interface ProcessedMetric extends Metric {
  readonly derived: number;
  readonly meaning: string;
}

/** Measures. Closes after the last value, or when the context is done. */
export interface Collector {
  collect(ctx: Context): ReceiveChannel<Metric>;
}

/** Takes all metrics, and gives one processed metric for each. */
export interface Processor {
  process(
    metrics: ReceiveChannel<Metric>,
  ): ReceiveChannel<ProcessedMetric>;
}

/** Takes all processed metrics. Gives an error for each that it refuses. */
export interface Store {
  save(metrics: ReceiveChannel<ProcessedMetric>): ReceiveChannel<Error>;
}
