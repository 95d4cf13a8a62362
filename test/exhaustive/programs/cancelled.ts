// A worker that its context ends, and a timer that may come first.
import { context, chan, select, sync } from 'concurrency-tutor';

export default async function main(): Promise<string> {
  const [ctx, cancel] = context.withTimeout(context.background(), 5);
  const wg = new sync.WaitGroup();
  const work = chan<number>(1);
  let seen = 'nothing';
  wg.go(async function worker() {
    const event = await select({ work, done: ctx.done() });
    seen = event.case;
  });
  await work.send(1);
  cancel();
  await wg.wait();
  return seen;
}
