// expect: output
// | after cancel: 2 lines
// | a moment later: 3 lines
// expect: race
import {
  run, go, chan, context, select, time, type Context,
} from 'concurrency-tutor';

const report: string[] = [];

async function write(ctx: Context): Promise<void> {
  const ticks = time.newTicker(100 * time.Millisecond);
  while (true) {
    const event = await select({ end: ctx.done(), tick: ticks.channel });
    if (event.case === 'end') break;
    report.push('a line');
  }
  ticks.stop();
  report.push('the last line');
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const ended = chan<void>();
  go(async () => {
    await write(ctx);
    ended.close();
  });

  await time.sleep(250 * time.Millisecond);
  cancel();
  console.log(`after cancel: ${report.length} lines`);
  await ended.receive();
  console.log(`a moment later: ${report.length} lines`);
});
