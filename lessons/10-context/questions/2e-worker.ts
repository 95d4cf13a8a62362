// expect: output
// | resize: done
// | render: context deadline exceeded
// | explode: the film is damaged
// | tag: done
// | the worker has ended, contexts open: 0
import {
  run, chan, context, defer, select, time,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

interface Job {
  readonly name: string;
  readonly takes: number;
}

let open = 0;

async function work(ctx: Context, job: Job): Promise<void> {
  const event = await select({
    done: time.after(job.takes),
    end: ctx.done(),
  });
  if (event.case === 'end') throw ctx.err();
  if (job.name === 'explode') throw new Error('the film is damaged');
}

/** A function of its own, so that the clean-up comes after each job. */
async function runJob(parent: Context, job: Job): Promise<string> {
  const [ctx, cancel] = context.withTimeout(parent, 30 * time.Second);
  open++;
  using _cancel = defer(() => {
    cancel();
    open--;
  });
  try {
    await work(ctx, job);
    return 'done';
  } catch (error) {
    return (error as Error).message;
  }
}

/** Ends when the queue is closed, or when its context ends. */
async function worker(
  ctx: Context, jobs: ReceiveChannel<Job>,
): Promise<void> {
  while (true) {
    const event = await select({ job: jobs, end: ctx.done() });
    if (event.case === 'end' || !event.ok) return;
    const job = event.value;
    console.log(`${job.name}: ${await runJob(ctx, job)}`);
  }
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const jobs = chan<Job>(4);
  for (const [name, takes] of [
    ['resize', 200], ['render', 90_000], ['explode', 10], ['tag', 50],
  ] as const) await jobs.send({ name, takes });
  jobs.close();
  await worker(ctx, jobs);
  console.log('the worker has ended, contexts open:', open);
});
