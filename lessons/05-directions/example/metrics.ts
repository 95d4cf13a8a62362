// module
import type { Context, ReceiveChannel } from 'concurrency-tutor';

/** One measured value. Memory is in bytes, the load of the processor in percent. */
export interface Metric {
  readonly name: 'cpu' | 'memory';
  readonly value: number;
}

/** A metric with a second value that follows from it. */
export interface ProcessedMetric extends Metric {
  readonly derived: number;
  readonly meaning: string;
}

/** Measures. Closes its channel after the last value, or soon after the context is done. */
export interface Collector {
  collect(ctx: Context): ReceiveChannel<Metric>;
}

/** Takes metrics until their channel is closed, and gives one processed metric for each. */
export interface Processor {
  process(metrics: ReceiveChannel<Metric>): ReceiveChannel<ProcessedMetric>;
}

/** Takes processed metrics until their channel is closed, and gives an error for each that it could not keep. */
export interface Store {
  save(metrics: ReceiveChannel<ProcessedMetric>): ReceiveChannel<Error>;
}
