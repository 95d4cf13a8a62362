// expect: output
// | closing time
// | accepted 4, delivered 4
import {
  run, go, chan, defer, select, time,
  type ReceiveChannel,
} from 'concurrency-tutor';

type Orders = ReceiveChannel<number>;

let accepted = 0;

/** The source alone hears the stop. */
function accept(stop: ReceiveChannel<void>): Orders {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close()); // from here on it runs dry
    const ticker = time.newTicker(100);
    using _ticker = defer(() => ticker.stop());
    for (;;) {
      const event = await select({ order: ticker.channel, stop });
      if (event.case === 'stop') return;
      accepted++;
      await out.send(accepted); // accepted means: it will be sent
    }
  });
  return out;
}

/** Has no stop signal. It works until its input is closed. */
function cook(orders: Orders): Orders {
  const out = chan<number>(5);
  go(async () => {
    using _close = defer(() => out.close());
    for await (const order of orders) {
      await time.sleep(50);
      await out.send(order);
    }
  });
  return out;
}

await run(async () => {
  const stop = chan<void>();
  const dishes = cook(accept(stop));
  go(async () => {
    await time.sleep(430);
    console.log('closing time');
    stop.close();
  });
  let delivered = 0;
  for await (const _ of dishes) {
    await time.sleep(120); // slower than the kitchen
    delivered++;
  }
  console.log(`accepted ${accepted}, delivered ${delivered}`);
});
