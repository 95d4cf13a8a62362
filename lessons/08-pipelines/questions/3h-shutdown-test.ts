// expect: output
// | PASS listening stage
// | FAIL deaf stage: not closed within 500 ms
// expect: unfinished
import {
  run, go, chan, context, defer, select, sync, time,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

type Numbers = ReceiveChannel<number>;
type Stage = (ctx: Context, input: Numbers) => Numbers;

/** Needs 20 ms for each value. Between two values it can be stopped. */
function listening(ctx: Context, input: Numbers): Numbers {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for await (const n of input) {
      const event = await select({
        due: time.after(20),
        stop: ctx.done(),
      });
      if (event.case === 'stop') return;
      const result = await select({
        sent: select.send(out, n),
        stop: ctx.done(),
      });
      if (result.case === 'stop') return;
    }
  });
  return out;
}

/** The same, but after five values it rests, and hears nothing. */
function deaf(_ctx: Context, input: Numbers): Numbers {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    let count = 0;
    for await (const n of input) {
      if (++count > 5) await time.sleep(time.Minute);
      else await out.send(n);
    }
  });
  return out;
}

async function testShutdown(name: string, stage: Stage): Promise<void> {
  const [ctx, cancel] = context.withCancel(context.background());
  const sender = new sync.WaitGroup();
  const input = chan<number>();
  sender.go(async () => { // ten values; it, too, hears the stop
    using _close = defer(() => input.close());
    for (let n = 1; n <= 10; n++) {
      const event = await select({
        sent: select.send(input, n),
        stop: ctx.done(),
      });
      if (event.case === 'stop') return;
    }
  });

  const output = stage(ctx, input);
  const values = await readFor(100, output);
  cancel();
  const closed = await closedWithin(500, output);
  await sender.wait();
  if (values === 0) console.log(`FAIL ${name}: no value in 100 ms`);
  else if (closed) console.log(`PASS ${name}`);
  else console.log(`FAIL ${name}: not closed within 500 ms`);
}

/** Receives for a while. How many values it got. */
async function readFor(ms: number, output: Numbers): Promise<number> {
  const late = time.after(ms);
  for (let count = 0; ; count++) {
    const event = await select({ output, late });
    if (event.case === 'late' || !event.ok) return count;
  }
}

/** A value is not the end: goes on until the channel is closed. */
async function closedWithin(
  ms: number, output: Numbers,
): Promise<boolean> {
  const late = time.after(ms);
  for (;;) {
    const event = await select({ output, late });
    if (event.case === 'late') return false;
    if (!event.ok) return true;
  }
}

await run(async () => {
  await testShutdown('listening stage', listening);
  await testShutdown('deaf stage', deaf);
});
