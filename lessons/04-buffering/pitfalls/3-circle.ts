// expect: deadlock
import { run, chan, sync } from 'concurrency-tutor';
import type { ReceiveChannel, SendChannel } from 'concurrency-tutor';

async function swap(
  mine: readonly string[],
  to: SendChannel<string>,
  from: ReceiveChannel<string>,
): Promise<void> {
  for (const card of mine) await to.send(card); // both send first
  for (const _ of mine) console.log('got', await from.receive());
}

await run(async () => {
  const toAnna = chan<string>(2);
  const toBert = chan<string>(2);
  const wg = new sync.WaitGroup();
  wg.go(swap, ['ace', 'king', 'queen'], toBert, toAnna);
  wg.go(swap, ['two', 'three', 'four'], toAnna, toBert);
  await wg.wait();
});
