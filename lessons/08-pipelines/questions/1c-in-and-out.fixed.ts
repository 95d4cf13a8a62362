// expect: output
// | 42
// | line 1: empty
import {
  run, go, chan, context, defer, select, time,
  type Context, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** Values and errors come in, values and errors go out. */
async function double(
  ctx: Context,
  valuesIn: ReceiveChannel<number>, errorsIn: ReceiveChannel<Error>,
  values: SendChannel<number>, errors: SendChannel<Error>,
): Promise<void> {
  using _values = defer(() => values.close());
  using _errors = defer(() => errors.close());
  let value: ReceiveChannel<number> | null = valuesIn;
  let error: ReceiveChannel<Error> | null = errorsIn;
  const stop = ctx.done();
  while (value !== null || error !== null) {
    const event = await select({ value, error, stop });
    if (event.case === 'stop') return;
    if (event.case === 'value' && !event.ok) value = null; // off
    if (event.case === 'error' && !event.ok) error = null;
    if (!event.ok) continue;
    await select({ // sends, too, hear the stop
      sent: event.case === 'value'
        ? select.send(values, event.value * 2)
        : select.send(errors, event.value),
      stop,
    });
  }
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const valuesIn = chan<number>();
  const errorsIn = chan<Error>();
  const values = chan<number>();
  const errors = chan<Error>(10);
  go(double, ctx, valuesIn, errorsIn, values, errors);
  go(async () => {
    await errorsIn.send(new Error('line 1: empty'));
    errorsIn.close();
    await time.sleep(time.Second); // the value takes a while
    await valuesIn.send(21);
    valuesIn.close();
  });
  for await (const value of values) console.log(value);
  for await (const error of errors) console.log(error.message);
});
