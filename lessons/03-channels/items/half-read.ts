// expect: output
// | first letter: a
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const letters = chan<string>(3);
  for (const letter of ['a', 'b', 'c']) await letters.send(letter);
  letters.close();

  for await (const letter of letters) {
    console.log('first letter:', letter);
    break;
  }
});
