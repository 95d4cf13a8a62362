// expect: output
// | line 2: “twenty” is not a number
// | sum of 2 lines: 30; 1 failed
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

type Parsed =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly error: Error };

function parse(lines: readonly string[]): ReceiveChannel<Parsed> {
  const out = chan<Parsed>();
  go(async () => {
    using _close = defer(() => out.close());
    for (const [index, line] of lines.entries()) {
      const value = Number(line);
      const message = `line ${index + 1}: “${line}” is not a number`;
      await out.send(Number.isNaN(value)
        ? { ok: false, error: new Error(message) }
        : { ok: true, value });
    }
  });
  return out;
}

await run(async () => {
  let sum = 0;
  let good = 0;
  let failed = 0;
  for await (const parsed of parse(['10', 'twenty', '20'])) {
    if (parsed.ok) {
      sum += parsed.value;
      good++;
    } else {
      console.log(parsed.error.message);
      failed++;
    }
  }
  console.log(`sum of ${good} lines: ${sum}; ${failed} failed`);
});
