// expect: output unordered
// | said hello
// | heard hello
import { run, chan, select, sync, type ReceiveChannel, type SendChannel } from 'concurrency-tutor';

/** Ready for both: to hear a word, and to say one. */
async function talk(
  from: ReceiveChannel<string>, to: SendChannel<string>,
): Promise<void> {
  const event = await select({
    word: from,
    said: select.send(to, 'hello'),
  });
  console.log(event.case === 'word' ? `heard ${event.value}` : 'said hello');
}

await run(async () => {
  const toAnna = chan<string>();
  const toBert = chan<string>();
  const wg = new sync.WaitGroup();
  wg.go(talk, toAnna, toBert);
  wg.go(talk, toBert, toAnna);
  await wg.wait();
});
