// expect: output unordered
// | 12
// | bad: x
// | bad: y
// | 30
import {
  run, go, chan, defer, sync, type ReceiveChannel,
} from 'concurrency-tutor';

function numbers(
  lines: string[],
): [values: ReceiveChannel<number>, errors: ReceiveChannel<Error>] {
  const out = chan<number>();
  const errors = chan<Error>();
  go(async () => {
    using _values = defer(() => out.close());
    using _errors = defer(() => errors.close());
    for (const line of lines) {
      const value = Number(line);
      if (Number.isNaN(value)) await errors.send(new Error(line));
      else await out.send(value);
    }
  });
  return [out.receiveOnly(), errors.receiveOnly()];
}

await run(async () => {
  const [values, errors] = numbers(['12', 'x', 'y', '30']);
  const watcher = new sync.WaitGroup();
  watcher.go(async () => {
    for await (const error of errors) console.log('bad:', error.message);
  });
  for await (const value of values) console.log(value);
  await watcher.wait();
});
