// expect: deadlock
import {
  run, go, chan, type ReceiveChannel,
} from 'concurrency-tutor';

function numbers(
  lines: string[],
): [values: ReceiveChannel<number>, errors: ReceiveChannel<Error>] {
  const out = chan<number>();
  const errors = chan<Error>(1); // "so that it does not block"
  go(async () => {
    for (const line of lines) {
      const value = Number(line);
      if (Number.isNaN(value)) await errors.send(new Error(line));
      else await out.send(value);
    }
    out.close();
    errors.close();
  });
  return [out.receiveOnly(), errors.receiveOnly()];
}

await run(async () => {
  const [values, errors] = numbers(['12', 'x', 'y', '30']);
  for await (const value of values) console.log(value);
  for await (const error of errors) console.log('bad:', error.message);
});
