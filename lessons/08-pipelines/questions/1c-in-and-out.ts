// expect: livelock
import {
  run, go, chan, defer, select, time,
  type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** Values and errors come in, values and errors go out. */
async function double(
  valuesIn: ReceiveChannel<number>, errorsIn: ReceiveChannel<Error>,
  values: SendChannel<number>, errors: SendChannel<Error>,
): Promise<void> {
  using _values = defer(() => values.close());
  using _errors = defer(() => errors.close());
  for (;;) {
    const event = await select({ value: valuesIn, error: errorsIn });
    if (event.case === 'value' && !event.ok) return;
    if (!event.ok) continue; // no errors any more: go on
    if (event.case === 'value') await values.send(event.value * 2);
    else await errors.send(event.value);
  }
}

await run(async () => {
  const valuesIn = chan<number>();
  const errorsIn = chan<Error>();
  const values = chan<number>();
  const errors = chan<Error>(10);
  go(double, valuesIn, errorsIn, values, errors);
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
