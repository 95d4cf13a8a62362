// expect: output
// | sent: 2 lines
// | printed: one, two
import {
  run, chan, defer, sync, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function read(
  text: string,
  lines: SendChannel<string>,
): Promise<number> {
  using _close = defer(() => lines.close()); // on every way out
  let count = 0;
  for (const line of text.split('\n')) {
    if (line === 'end') return count;
    await lines.send(line);
    count++;
  }
  return count;
}

async function collect(lines: ReceiveChannel<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

await run(async () => {
  const lines = chan<string>();
  let printed: string[] = [];
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    printed = await collect(lines);
  });
  const count = await read('one\ntwo\nend\nthree', lines);
  await wg.wait();
  console.log(`sent: ${count} lines`);
  console.log('printed:', printed.join(', '));
});
