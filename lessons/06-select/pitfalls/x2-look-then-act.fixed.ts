// expect: differs
// | Anna has seat 7
// | Bert has to stand
// --
// | Bert has seat 7
// | Anna has to stand
import { run, chan, gosched, sync, type ReceiveChannel } from 'concurrency-tutor';

async function takeIfAny(
  name: string, seats: ReceiveChannel<number>,
): Promise<void> {
  await gosched();
  const taken = seats.tryReceive(); // look and act in one
  console.log(
    name,
    taken === undefined ? 'has to stand' : `has seat ${taken[0]}`,
  );
}

await run(async () => {
  const seats = chan<number>(1);
  await seats.send(7);
  const wg = new sync.WaitGroup();
  wg.go(takeIfAny, 'Anna', seats);
  wg.go(takeIfAny, 'Bert', seats);
  await wg.wait();
});
