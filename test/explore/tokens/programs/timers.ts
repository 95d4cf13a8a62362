import { chan, context, go, select, time } from 'concurrency-tutor';

export default async function main(): Promise<string> {
  const [ctx, cancel] = context.withTimeout(context.background(), 3);
  const ticks = time.newTicker(1);
  const out = chan<string>(1);
  go(async function slow() { await time.sleep(2 + Math.random() * 2); await out.send('slow'); });
  const seen: string[] = [];
  for (;;) {
    const event = await select({ out, tick: ticks.channel, done: ctx.done() });
    seen.push(event.case);
    if (event.case !== 'tick') break;
  }
  ticks.stop();
  cancel();
  console.log(seen.join(), new Date().toISOString());
  return seen.join();
}
