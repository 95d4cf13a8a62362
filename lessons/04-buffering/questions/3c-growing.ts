// expect: output
// | five sent, and nobody has received yet
// | 1
// | 2
// | 3
// | 4
// | 5
import { run, chan, go, select } from 'concurrency-tutor';
import type { ReceiveChannel, SendChannel } from 'concurrency-tutor';

/**
 * Passes values on. What has not been taken yet lies in a list, which
 * grows as needed.
 */
async function keep<T>(
  input: ReceiveChannel<T>,
  output: SendChannel<T>,
): Promise<void> {
  const list: T[] = [];
  let open = true;
  // to the end, also when the input has been closed
  while (open || list.length > 0) {
    const [first] = list;
    const event = await select({
      input: open ? input : null,
      passed: first !== undefined ? select.send(output, first) : null,
    });
    if (event.case === 'passed') list.shift();
    else if (event.ok) list.push(event.value);
    else open = false;
  }
  output.close();
}

await run(async () => {
  const input = chan<number>();
  const output = chan<number>();
  go(keep<number>, input, output);

  for (let n = 1; n <= 5; n++) await input.send(n);
  input.close();
  console.log('five sent, and nobody has received yet');
  for await (const n of output) console.log(n);
});
