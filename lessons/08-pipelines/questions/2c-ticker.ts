// expect: output
// | a, after 200 ms
// | b, after 400 ms
// | c, after 600 ms
import {
  run, go, chan, defer, time, type ReceiveChannel,
} from 'concurrency-tutor';

type Letters = ReceiveChannel<string>;

/** Lets one value through in each interval. */
function pace(interval: number, input: Letters): Letters {
  const out = chan<string>();
  go(async () => {
    using _close = defer(() => out.close());
    const ticker = time.newTicker(interval);
    using _ticker = defer(() => ticker.stop());
    for await (const value of input) {
      await ticker.channel.receive();
      await out.send(value);
    }
  });
  return out;
}

await run(async () => {
  const start = time.now();
  const letters = chan<string>();
  go(async () => {
    for (const letter of 'abc') await letters.send(letter);
    letters.close();
  });
  for await (const letter of pace(200, letters)) {
    console.log(`${letter}, after ${Math.round(time.since(start))} ms`);
  }
});
