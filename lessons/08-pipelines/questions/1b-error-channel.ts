// expect: output
// | stopped, because of undefined
// | 0 of 3 lines
import {
  run, go, chan, context, defer, time, type ReceiveChannel,
} from 'concurrency-tutor';

type Lines = ReceiveChannel<string>;
type Errors = ReceiveChannel<Error>;

/** Two channels come out: one of lines, one of errors. */
function read(lines: readonly string[]): [Lines, Errors] {
  const out = chan<string>(lines.length);
  const errors = chan<Error>(1);
  go(async () => {
    using _values = defer(() => out.close());
    using _errors = defer(() => errors.close());
    for (const line of lines) {
      if (line === '') return await errors.send(new Error('empty'));
      await out.send(line);
    }
  });
  return [out, errors];
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const [lines, errors] = read(['one', 'two', 'three']);
  go(async () => { // the watcher
    const error = await errors.receive();
    console.log('stopped, because of', error);
    cancel();
  });
  let count = 0;
  for await (const _ of lines) {
    await time.sleep(10);
    if (ctx.err() !== undefined) break;
    count++;
  }
  console.log(`${count} of 3 lines`);
});
