// expect: output
// | sum 30
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

function parse(lines: readonly string[]): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for (const line of lines) {
      const n = Number(line);
      // Skipped, and nobody hears of it.
      if (Number.isNaN(n)) continue;
      await out.send(n);
    }
  });
  return out;
}

await run(async () => {
  let sum = 0;
  for await (const n of parse(['10', 'twenty', '20'])) sum += n;
  console.log('sum', sum);
});
