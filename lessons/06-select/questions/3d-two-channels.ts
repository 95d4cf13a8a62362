// expect: output
// | picture 1
// | picture 2 key up
// | picture 3 key left, mouse 7
// | picture 4
import { run, go, chan, defer, time, type ReceiveChannel } from 'concurrency-tutor';

/**
 * What has come since the last picture: at most one thing from each
 * channel.
 */
function input(
  keys: ReceiveChannel<string>, mouse: ReceiveChannel<number>,
): string {
  const [key] = keys.tryReceive() ?? [];
  const [place] = mouse.tryReceive() ?? [];
  const seen: string[] = [];
  if (key !== undefined) seen.push(`key ${key}`);
  if (place !== undefined) seen.push(`mouse ${place}`);
  return seen.join(', ');
}

await run(async () => {
  const keys = chan<string>(8);
  const mouse = chan<number>(8);
  go(async () => {
    await time.sleep(150);
    await keys.send('up');
    await keys.send('left');
    await time.sleep(100);
    await mouse.send(7);
  });

  // Without it, this loop would spin.
  const pictures = time.newTicker(100);
  using _pictures = defer(() => pictures.stop());
  for (let picture = 1; picture <= 4; picture++) {
    await pictures.channel.receive();
    console.log(`picture ${picture}`, input(keys, mouse));
  }
});
