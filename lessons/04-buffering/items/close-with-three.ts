// expect: output
// | 3 a 2
// | b
// | c
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const letters = chan<string>(3);
  for (const letter of ['a', 'b', 'c']) await letters.send(letter);
  letters.close();
  console.log(letters.length, await letters.receive(), letters.length);
  for await (const letter of letters) console.log(letter);
});
