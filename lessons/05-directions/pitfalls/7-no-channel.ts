// expect: deadlock
import { run, nilChan, type ReceiveChannel } from 'concurrency-tutor';

/** In Go: a struct with a field `Ticks <-chan int`, never set. */
class Clock {
  ticks: ReceiveChannel<number> = nilChan<number>(); // to be set later
}

await run(async () => {
  const clock = new Clock();
  console.log('tick', await clock.ticks.receive());
});
