// expect: deadlock
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const letters = chan<string>(3);
  // the fourth finds no room
  for (const letter of ['a', 'b', 'c', 'd']) await letters.send(letter);
  letters.close();
  for await (const letter of letters) console.log(letter);
});
