// expect: output
// | generator: at most 1 in memory
// | unbuffered: at most 2 in memory
// | room for 5: at most 7 in memory
import {
  run, atomic, go, chan, time, type ReceiveChannel,
} from 'concurrency-tutor';

/** Made, but not used up yet. */
const inMemory = new atomic.Int32();
const most = new atomic.Int32();

function* readings(): Generator<number> {
  for (let n = 0; n < 20; n++) {
    most.store(Math.max(most.load(), inMemory.add(1)));
    yield n;
  }
}

function sendAll(capacity: number): ReceiveChannel<number> {
  const out = chan<number>(capacity);
  go(async () => {
    for (const n of readings()) await out.send(n);
    out.close();
  });
  return out.receiveOnly();
}

type Input = Iterable<number> | AsyncIterable<number>;

async function useUp(how: string, input: Input): Promise<void> {
  most.store(0);
  for await (const _ of input) {
    await time.sleep(10); // slow
    inMemory.add(-1);
  }
  console.log(`${how}: at most ${most.load()} in memory`);
}

await run(async () => {
  await useUp('generator', readings());
  await useUp('unbuffered', sendAll(0));
  await useUp('room for 5', sendAll(5));
});
