// expect: output
// | generator: at most 1 in memory
// | unbuffered: at most 2 in memory
// | room for 5: at most 7 in memory
import {
  run, go, chan, time, type ReceiveChannel,
} from 'concurrency-tutor';

/** Made, but not used up yet. */
let inMemory = 0;
let most = 0;

function* readings(): Generator<number> {
  for (let n = 0; n < 20; n++) {
    most = Math.max(most, ++inMemory);
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
  most = 0;
  for await (const _ of input) {
    await time.sleep(10); // slow
    inMemory--;
  }
  console.log(`${how}: at most ${most} in memory`);
}

await run(async () => {
  await useUp('generator', readings());
  await useUp('unbuffered', sendAll(0));
  await useUp('room for 5', sendAll(5));
});
