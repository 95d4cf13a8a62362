/**
 * Milliseconds on the clock in force: the wall's, or with `BENCH_CLOCK=cpu` the processor time of this process with all its threads,
 * garbage collection included. Processor time is the steadier one on a machine that others use too.
 */
export const clock: () => number = process.env['BENCH_CLOCK'] === 'cpu' ? processorTime : () => performance.now();

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
