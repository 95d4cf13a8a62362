// expect: output
// | tick 1
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

class Clock {
  readonly ticks: ReceiveChannel<number>;

  constructor() {
    const ticks = chan<number>();
    go(async () => {
      await ticks.send(1);
    });
    this.ticks = ticks.receiveOnly();
  }
}

await run(async () => {
  const clock = new Clock();
  console.log('tick', await clock.ticks.receive());
});
