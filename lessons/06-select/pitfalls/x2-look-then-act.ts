// expect: deadlock
import { run, chan, gosched, sync, type Channel } from 'concurrency-tutor';

async function takeIfAny(
  name: string, seats: Channel<number>,
): Promise<void> {
  if (seats.length === 0) return;
  await gosched(); // any await between the look and the act
  console.log(name, 'has seat', await seats.receive());
}

await run(async () => {
  const seats = chan<number>(1);
  await seats.send(7);
  const wg = new sync.WaitGroup();
  wg.go(takeIfAny, 'Anna', seats);
  wg.go(takeIfAny, 'Bert', seats);
  await wg.wait();
});
