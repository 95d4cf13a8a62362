import { context, defer, sync, time } from 'concurrency-tutor';
import { Gate, OverloadError, type Priority } from './limiter.ts';

/** `concurrency-tutor run demo.ts` starts this: a server that can do ten things at a time, and far more to do than that. You need not change it. */
export default async function main(): Promise<void> {
  const [ctx, cancel] = context.withTimeout(context.background(), time.Minute);
  using _cancel = defer(cancel);
  const gate = new Gate({ adaptive: { initial: 2, least: 1, most: 50, target: 150, round: 10, shrink: 0.7 }, queue: 40, patience: 400 });
  let running = 0;
  const work = async (): Promise<string> => {
    running += 1;
    // Up to ten at a time take 50 ms each; with more, everybody gets slower.
    await time.sleep(50 * Math.max(1, (running / 10) ** 2));
    running -= 1;
    return 'done';
  };
  const callers = new sync.WaitGroup();
  const priorities: readonly Priority[] = ['high', 'normal', 'low', 'low'];
  for (let request = 0; request < 1200; request += 1) {
    const priority = priorities[request % priorities.length] ?? 'low';
    callers.go(async () => {
      try {
        await gate.run(ctx, priority, work, ...(priority === 'normal' ? [() => 'from the cache'] : []));
      } catch (error) {
        if (!(error instanceof OverloadError)) throw error;
      }
    });
    await time.sleep(3);
    if (request % 200 === 199) {
      const { limit, waiting, begun, refused } = await gate.metrics();
      console.log(`after ${String(request + 1).padStart(4)} requests: limit ${String(limit).padStart(2)}, waiting ${waiting.high}/${waiting.normal}/${waiting.low}, begun ${begun.high}/${begun.normal}/${begun.low}, refused ${refused['queue full'] + refused['made room'] + refused['waited too long']}`);
    }
  }
  await callers.wait();
}
