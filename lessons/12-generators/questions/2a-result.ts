// expect: output
// | 12
// | line 2: "x" is no number
// | 30
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Error };

function numbers(lines: string[]): ReceiveChannel<Result<number>> {
  const out = chan<Result<number>>();
  go(async () => {
    for (const [index, line] of lines.entries()) {
      const value = Number(line);
      const where = `line ${index + 1}`;
      const error = new Error(`${where}: "${line}" is no number`);
      await out.send(
        Number.isNaN(value) ? { ok: false, error } : { ok: true, value });
    }
    out.close();
  });
  return out.receiveOnly();
}

await run(async () => {
  for await (const result of numbers(['12', 'x', '30'])) {
    console.log(result.ok ? result.value : result.error.message);
  }
});
