// expect: output
// | SIGTERM: two workers are at work
// | short job: finished
// | long job: cancelled, the time for shutting down is up
// | ended 10 s after the signal
import {
  run, context, defer, select, signal, sync, time,
  type Context,
} from 'concurrency-tutor';

async function job(
  ctx: Context, name: string, takes: number,
): Promise<void> {
  const event = await select({
    finished: time.after(takes),
    end: ctx.done(),
  });
  const how = event.case === 'finished'
    ? 'finished'
    : `cancelled, ${context.cause(ctx)?.message}`;
  console.log(`${name} job: ${how}`);
}

await run(async () => {
  const root = context.background();
  const [asked, stop] = signal.notifyContext(root, 'SIGINT', 'SIGTERM');
  using _stop = defer(stop);
  const [work, cancelWork] = context.withCancelCause(root);
  using _work = defer(() => cancelWork());

  const jobs = new sync.WaitGroup();
  jobs.go(job, work, 'short', 3 * time.Second);
  jobs.go(job, work, 'long', 60 * time.Second);

  // 1. Wait until somebody asks the program to stop.
  time.afterFunc(100, () => process.kill(process.pid, 'SIGTERM'));
  await asked.done().receive();
  const start = time.now();
  console.log('SIGTERM: two workers are at work');

  // 2. Give those at work 10 seconds, and not longer.
  const late = time.afterFunc(10 * time.Second, () => {
    cancelWork(new Error('the time for shutting down is up'));
  });

  // 3. Wait until they have ended. It takes as long as it takes.
  await jobs.wait();
  late.stop();
  const elapsed = Math.round(time.since(start) / time.Second);
  console.log(`ended ${elapsed} s after the signal`);
});
