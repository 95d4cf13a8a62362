// expect: output
// | wash: 4 values, 40 ms of work, 250 ms until the last one had gone
// | dry: 4 values, 320 ms of work, 330 ms until the last one had gone
import {
  run, go, chan, defer, time, type ReceiveChannel,
} from 'concurrency-tutor';

type Shirts = ReceiveChannel<number>;

/** A stage that measures itself. */
function timed(
  name: string, input: Shirts, work: () => Promise<void>,
): Shirts {
  const out = chan<number>(0, name);
  go(async () => {
    using _close = defer(() => out.close());
    const start = time.now();
    let count = 0;
    let busy = 0;
    for await (const shirt of input) {
      const begin = time.now();
      await work();
      busy += time.since(begin); // the work, without the waiting
      await out.send(shirt);
      count++;
    }
    const all = Math.round(time.since(start));
    console.log(`${name}: ${count} values, ${Math.round(busy)} ms of`,
      `work, ${all} ms until the last one had gone`);
  });
  return out;
}

await run(async () => {
  const shirts = chan<number>(4);
  for (let n = 1; n <= 4; n++) await shirts.send(n);
  shirts.close();
  const washed = timed('wash', shirts, () => time.sleep(10));
  const dried = timed('dry', washed, () => time.sleep(80));
  for await (const _ of dried) { /* into the cupboard */ }
});
