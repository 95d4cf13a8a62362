// expect: output
// | profile: 300 ms
// | gave up after 1000 ms: orders: no answer
import { run, select, context, errgroup, time, type Context } from 'concurrency-tutor';

/** A service that answers, or fails, after `delay` milliseconds, and stops when `ctx` is cancelled. */
async function ask(ctx: Context, service: string, delay: number): Promise<string> {
  const event = await select({ answer: time.after(delay), stop: ctx.done() });
  if (event.case === 'stop') throw new Error(`${service}: cancelled`);
  if (service === 'orders') throw new Error(`${service}: no answer`);
  return `${service}: ${delay} ms`;
}

await run(async () => {
  const start = time.now();
  const [group, ctx] = errgroup.withContext(context.background());

  const services: [string, number][] = [['profile', 300], ['orders', 1000], ['history', 5000]];
  for (const [service, delay] of services) {
    await group.go(async () => console.log(await ask(ctx, service, delay)));
  }

  try {
    await group.wait();
  } catch (error) {
    console.log(`gave up after ${Math.round(time.since(start))} ms: ${(error as Error).message}`);
  }
});
