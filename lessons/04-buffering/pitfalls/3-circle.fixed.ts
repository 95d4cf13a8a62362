// expect: output unordered
// | got ace
// | got king
// | got queen
// | got two
// | got three
// | got four
import { run, chan, sync } from 'concurrency-tutor';
import type { ReceiveChannel, SendChannel } from 'concurrency-tutor';

async function give(
  mine: readonly string[],
  to: SendChannel<string>,
): Promise<void> {
  for (const card of mine) await to.send(card);
}

async function take(
  count: number,
  from: ReceiveChannel<string>,
): Promise<void> {
  for (let n = 0; n < count; n++) {
    console.log('got', await from.receive());
  }
}

await run(async () => {
  const toAnna = chan<string>();
  const toBert = chan<string>();
  const wg = new sync.WaitGroup();
  wg.go(give, ['ace', 'king', 'queen'], toBert);
  wg.go(take, 3, toAnna);
  wg.go(give, ['two', 'three', 'four'], toAnna);
  wg.go(take, 3, toBert);
  await wg.wait();
});
