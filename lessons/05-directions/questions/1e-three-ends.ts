// expect: output
// | parsed: 12 7
// | failed: not a number: x
import {
  run, go, chan, defer, sync, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** What a stage of a pipeline is connected to. */
interface Stage {
  readonly input: ReceiveChannel<string>;
  readonly output: SendChannel<number>;
  readonly errors: SendChannel<Error>;
}

async function parse({ input, output, errors }: Stage): Promise<void> {
  using _close = defer(() => {
    output.close();
    errors.close();
  });
  for await (const text of input) {
    const n = Number(text);
    if (Number.isNaN(n))
      await errors.send(new Error(`not a number: ${text}`));
    else await output.send(n);
  }
}

await run(async () => {
  const input = chan<string>(3);
  const output = chan<number>();
  const errors = chan<Error>();
  for (const text of ['12', 'x', '7']) await input.send(text);
  input.close();
  go(parse, { input, output, errors });

  const parsed: number[] = [];
  const failed: string[] = [];
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    for await (const n of output) parsed.push(n);
  });
  wg.go(async () => {
    for await (const error of errors) failed.push(error.message);
  });
  await wg.wait();
  console.log('parsed:', parsed.join(' '));
  console.log('failed:', failed.join(' '));
});
