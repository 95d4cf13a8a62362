// expect: output
// | from the first: 6
// | from the second: 0
import { run, go, chan, time, type ReceiveChannel, type SendChannel } from 'concurrency-tutor';

async function chatter(words: SendChannel<string>): Promise<void> {
  while (true) await words.send('and another thing');
}

type Words = ReceiveChannel<string>;

/** What select would be if the first ready case always won. */
function firstReady(
  first: Words, second: Words,
): 'first' | 'second' | 'none' {
  if (first.tryReceive() !== undefined) return 'first';
  if (second.tryReceive() !== undefined) return 'second';
  return 'none';
}

await run(async () => {
  const first = chan<string>();
  const second = chan<string>();
  go.daemon(chatter, first);  // always has something to say
  go.daemon(chatter, second);

  const heard = { first: 0, second: 0, none: 0 };
  for (let round = 0; round < 6; round++) {
    await time.sleep(10);
    heard[firstReady(first, second)]++;
  }
  console.log('from the first:', heard.first);
  console.log('from the second:', heard.second);
});
