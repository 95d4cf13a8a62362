// expect: output
// | no room for d
// | a
// | b
// | c
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const letters = chan<string>(3);
  for (const letter of ['a', 'b', 'c', 'd']) {
    if (!letters.trySend(letter)) console.log('no room for', letter);
  }
  letters.close();
  for await (const letter of letters) console.log(letter);
});
