// expect: leak
import {
  run, go, chan, context, select, time, type Context, type ReceiveChannel,
} from 'concurrency-tutor';

function collect(ctx: Context): ReceiveChannel<number> {
  const values = chan<number>();
  go(async () => {
    for (let n = 1; ; n++) {
      const event = await select({ stop: ctx.done(), default: true });
      if (event.case === 'stop') break;
      await values.send(n);
      await time.sleep(100);
    }
    values.close();
  });
  return values.receiveOnly();
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const values = collect(ctx);
  console.log(await values.receive());
  await time.sleep(500); // something else is more important
  cancel();
  await time.sleep(time.Second);
});
