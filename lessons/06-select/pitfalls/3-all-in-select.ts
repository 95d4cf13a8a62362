// expect: deadlock
import { run, go, chan, select, type ReceiveChannel, type SendChannel } from 'concurrency-tutor';

/** Waits for a word from the other one or for the end, and answers. */
async function talk(
  from: ReceiveChannel<string>, to: SendChannel<string>, end: ReceiveChannel<void>,
): Promise<void> {
  const event = await select({ word: from, end });
  if (event.case === 'word') await to.send('hello to you');
}

await run(async () => {
  const toAnna = chan<string>();
  const toBert = chan<string>();
  const end = chan<void>();
  go(talk, toAnna, toBert, end);
  await talk(toBert, toAnna, end); // each waits for the first word
  end.close();
});
