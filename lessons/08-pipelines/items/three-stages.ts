// expect: output
// | 370 ms
import {
  run, go, chan, defer, time, type ReceiveChannel,
} from 'concurrency-tutor';

type Shirts = ReceiveChannel<number>;

function stage(ms: number, input: Shirts): Shirts {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for await (const shirt of input) {
      await time.sleep(ms);
      await out.send(shirt);
    }
  });
  return out;
}

await run(async () => {
  const start = time.now();
  const shirts = chan<number>(3);
  for (const shirt of [1, 2, 3]) await shirts.send(shirt);
  shirts.close();
  const washed = stage(50, shirts);
  const dried = stage(100, washed);
  for await (const _ of stage(20, dried)) { /* folded */ }
  console.log(Math.round(time.since(start)), 'ms');
});
