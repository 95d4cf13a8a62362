// expect: leak
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

type Numbers = ReceiveChannel<number>;

function count(done: ReceiveChannel<void>): Numbers {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for (let n = 1; done.tryReceive() === undefined; n++) {
      await out.send(n);
    }
  });
  return out;
}

await run(async () => {
  const done = chan<void>();
  for await (const n of count(done)) {
    if (n * n > 50) {
      console.log(n);
      break;
    }
  }
  done.close();
});
