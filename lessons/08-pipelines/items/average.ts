// expect: output
// | average 20
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

function parse(...texts: string[]): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for (const text of texts) {
      const n = Number(text);
      if (!Number.isNaN(n)) await out.send(n);
    }
  });
  return out;
}

await run(async () => {
  let sum = 0;
  let count = 0;
  for await (const n of parse('10', 'ten', '30', 'N/A')) {
    sum += n;
    count++;
  }
  console.log('average', sum / count);
});
