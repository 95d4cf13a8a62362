// expect: output
// | stopped
import {
  run, go, chan, context, defer, select, sync, time,
  type Context, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function readFile(
  file: string, lines: SendChannel<string>, ctx: Context,
): Promise<void> {
  const opened = await select({
    yes: time.after(100),
    stop: ctx.done(),
  });
  if (opened.case === 'stop') return;
  const line = `a line of ${file}`;
  await select({ sent: select.send(lines, line), stop: ctx.done() });
}

/** Three readers share the work of one stage. */
function read(ctx: Context): ReceiveChannel<string> {
  const lines = chan<string>(3);
  const readers = new sync.WaitGroup();
  for (const file of ['a.log', 'b.log', 'c.log']) {
    readers.go(readFile, file, lines, ctx);
  }
  go(async () => {
    await readers.wait(); // nobody sends any more
    lines.close();
  });
  return lines;
}

await run(async () => {
  const [ctx, cancel] = context.withTimeout(context.background(), 50);
  using _cancel = defer(cancel);
  for await (const line of read(ctx)) console.log(line);
  console.log('stopped');
});
