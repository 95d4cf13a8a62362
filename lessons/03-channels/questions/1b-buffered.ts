// expect: output
// | 3 of 3
// | a fourth, without waiting: false
// | a b c
// | 0 of 3
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const words = chan<string>(3);
  await words.send('a'); // no receiver, and no waiting
  await words.send('b');
  await words.send('c');
  console.log(words.length, 'of', words.capacity);
  console.log('a fourth, without waiting:', words.trySend('d'));

  console.log(await words.receive(), await words.receive(), await words.receive());
  console.log(words.length, 'of', words.capacity);
});
