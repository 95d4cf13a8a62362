// run: native
// expect: output
// | cycle 1: 0 errors
// | cycle 2: 0 errors
// | cpu: every value is a number
// | memory: every value is a number
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { freemem, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { run, go, chan, context, defer, select, time, type Context, type ReceiveChannel } from 'concurrency-tutor';
import type { Collector, Metric, ProcessedMetric, Store } from './metrics.ts';
import { Monitor } from './monitor.ts';
import { DerivingProcessor } from './stages.ts';

/** One sample of the machine that this program runs on. */
class MachineCollector implements Collector {
  collect(ctx: Context): ReceiveChannel<Metric> {
    const metrics = chan<Metric>();
    go(async () => {
      using _close = defer(() => metrics.close());
      const load = Math.round(100 * (loadavg()[0] ?? 0));
      const samples: Metric[] = [{ name: 'cpu', value: load }, { name: 'memory', value: totalmem() - freemem() }];
      for (const sample of samples) {
        const event = await select({ sent: select.send(metrics, sample), stop: ctx.done() });
        if (event.case === 'stop') return;
      }
    });
    return metrics.receiveOnly();
  }
}

/** Appends each metric to a file, one JSON line each. */
class FileStore implements Store {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  save(metrics: ReceiveChannel<ProcessedMetric>): ReceiveChannel<Error> {
    const errors = chan<Error>();
    go(async () => {
      using _close = defer(() => errors.close());
      for await (const metric of metrics) {
        try {
          await appendFile(this.#file, `${JSON.stringify(metric)}\n`);
        } catch (error) {
          await errors.send(new Error(`${metric.name} is not stored`, { cause: error }));
        }
      }
    });
    return errors.receiveOnly();
  }
}

await run(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'monitor-'));
  const file = join(folder, 'metrics.jsonl');
  const monitor = new Monitor([new MachineCollector()], new DerivingProcessor(), new FileStore(file), 100 * time.Millisecond);

  const [ctx, cancel] = context.withCancel(context.background());
  const reports = monitor.start(ctx);
  for (let i = 0; i < 2; i++) {
    const report = await reports.receive();
    console.log(`cycle ${report?.cycle}: ${report?.errors.length} errors`);
  }
  cancel();
  for await (const late of reports) void late; // until the monitor has ended, so that nobody writes any more

  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const kept = lines.map((line) => JSON.parse(line) as ProcessedMetric);
  for (const name of ['cpu', 'memory']) {
    const good = kept.filter((metric) => metric.name === name).every((metric) => Number.isFinite(metric.derived));
    console.log(`${name}: ${good ? 'every value is a number' : 'not every value is a number'}`);
  }
  await rm(folder, { recursive: true });
});
