// run: native
// expect: output
// | cycle 1: 0 errors
// | cycle 2: 0 errors
// | cpu: a number in every cycle
// | memory: a number in every cycle
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import {
  availableParallelism, freemem, loadavg, tmpdir, totalmem,
} from 'node:os';
import { join } from 'node:path';
import {
  run, go, chan, context, defer, select, time, type Context,
  type ReceiveChannel,
} from 'concurrency-tutor';
import type {
  Collector, Metric, ProcessedMetric, Store,
} from './metrics.ts';
import { Monitor } from './monitor.ts';
import { Deriver } from './stages.ts';

/** One sample of the machine that this program runs on. */
class MachineCollector implements Collector {
  collect(ctx: Context): ReceiveChannel<Metric> {
    const metrics = chan<Metric>();
    go(async () => {
      using _close = defer(() => metrics.close());
      const load = Math.min(
        100,
        Math.round((100 * (loadavg()[0] ?? 0)) / availableParallelism()),
      );
      const samples: Metric[] = [
        { name: 'cpu', value: load },
        { name: 'memory', value: totalmem() - freemem() },
      ];
      for (const sample of samples) {
        const event = await select({
          sent: select.send(metrics, sample),
          stop: ctx.done(),
        });
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
          await errors.send(
            new Error(`${metric.name} is not stored`, { cause: error }),
          );
        }
      }
    });
    return errors.receiveOnly();
  }
}

await run(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'monitor-'));
  const file = join(folder, 'metrics.jsonl');
  const monitor = new Monitor(
    [new MachineCollector()],
    new Deriver(),
    new FileStore(file),
    100 * time.Millisecond,
  );

  const [ctx, cancel] = context.withCancel(context.background());
  const reports = monitor.start(ctx);
  for (let i = 0; i < 2; i++) {
    const report = await reports.receive();
    console.log(
      `cycle ${report?.cycle}: ${report?.errors.length} errors`,
    );
  }
  cancel();
  // Until the monitor has ended, so that nobody writes any more.
  for await (const late of reports) void late;

  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const kept = lines.map((line) => JSON.parse(line) as ProcessedMetric);
  for (const name of ['cpu', 'memory']) {
    const values = kept
      .filter((metric) => metric.name === name)
      .map((metric) => metric.derived);
    const good =
      values.length >= 2 &&
      values.every((value) => Number.isFinite(value));
    const words = good ? 'a number in every cycle' : 'a value is missing';
    console.log(`${name}: ${words}`);
  }
  await rm(folder, { recursive: true });
});
