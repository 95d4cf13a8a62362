// expect: output
// | cycle 1: cpu 65 % is not stored, cpu 70 % is not stored
// | cycle 2: cpu 65 % is not stored, cpu 70 % is not stored
// | the monitor has stopped
// | cpu: 50 % idle, 45 % idle, 40 % idle, 50 % idle, 45 % idle, 40 % idle
// | memory: 8 GiB, 8 GiB, 8 GiB, 8 GiB
import {
  run, go, chan, context, select, time, type ReceiveChannel,
  type SendChannel,
} from 'concurrency-tutor';
import { CpuCollector, MemoryCollector } from './collectors.ts';
import { Monitor, type Report } from './monitor.ts';
import { Deriver, MapStore } from './stages.ts';

async function print(
  reports: ReceiveChannel<Report>,
  ended: SendChannel<void>,
): Promise<void> {
  for await (const { cycle, errors } of reports) {
    const messages = errors.map((error) => error.message);
    console.log(`cycle ${cycle}: ${messages.join(', ')}`);
  }
  ended.close();
}

await run(async () => {
  const store = new MapStore();
  const collectors = [new CpuCollector(), new MemoryCollector()];
  const monitor = new Monitor(
    collectors,
    new Deriver(),
    store,
    5 * time.Second,
  );

  const [ctx, cancel] = context.withTimeout(
    context.background(),
    30 * time.Second,
  );
  const ended = chan<void>();
  go(print, monitor.start(ctx), ended);

  await time.sleep(12 * time.Second); // somebody watches for a while
  cancel();
  const event = await select({ ended, late: time.after(time.Second) });
  if (event.case === 'late')
    return console.log('the monitor does not stop');

  console.log('the monitor has stopped');
  console.log('cpu:', store.kept('cpu').join(', '));
  console.log('memory:', store.kept('memory').join(', '));
});
