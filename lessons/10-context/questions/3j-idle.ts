// expect: output
// | at 0 ms: wash
// | at 400 ms: dry
// | at 1400 ms: nothing to do for 1 s
import {
  run, chan, context, defer, select, sync, time,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

const idleLimit = 1 * time.Second;

/** Ends with its context, its queue, or after a second without work. */
async function worker(
  ctx: Context, jobs: ReceiveChannel<string>,
): Promise<void> {
  const start = time.now();
  const idle = time.newTimer(idleLimit);
  using _idle = defer(() => idle.stop());
  const say = (text: string): void => {
    console.log(`at ${Math.round(time.since(start))} ms: ${text}`);
  };
  while (true) {
    const event = await select({
      job: jobs,
      idle: idle.channel,
      end: ctx.done(),
    });
    if (event.case === 'idle') return say('nothing to do for 1 s');
    if (event.case === 'end' || !event.ok) return say('the end');
    say(event.value);
    idle.reset(idleLimit); // from now on it is idle again
  }
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const jobs = chan<string>(2);
  const workers = new sync.WaitGroup();
  workers.go(worker, ctx, jobs);
  await jobs.send('wash');
  await time.sleep(400 * time.Millisecond);
  await jobs.send('dry');
  await workers.wait();
});
