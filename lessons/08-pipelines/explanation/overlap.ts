// expect: output
// | 100, 100, 100: 600 ms
// | 50, 200, 50: 900 ms
import {
  run, go, chan, defer, time, type ReceiveChannel,
} from 'concurrency-tutor';

type Numbers = ReceiveChannel<number>;

function source(last: number): Numbers {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for (let n = 1; n <= last; n++) await out.send(n);
  });
  return out;
}

/** A stage that needs `ms` for each value. */
function stage(ms: number, input: Numbers): Numbers {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for await (const n of input) {
      await time.sleep(ms);
      await out.send(n);
    }
  });
  return out;
}

await run(async () => {
  for (const [a, b, c] of [[100, 100, 100], [50, 200, 50]] as const) {
    const start = time.now();
    const values = stage(c, stage(b, stage(a, source(4))));
    for await (const _ of values) { /* the values do not matter */ }
    const ms = Math.round(time.since(start));
    console.log(`${a}, ${b}, ${c}: ${ms} ms`);
  }
});
