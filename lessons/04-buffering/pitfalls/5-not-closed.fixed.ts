// expect: output
// | posted a
// | posted b
// | posted c
// | the postman goes home
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const letters = chan<string>(3);
  const postman = new sync.WaitGroup();
  postman.go(async () => {
    for await (const letter of letters) console.log('posted', letter);
    console.log('the postman goes home');
  });
  for (const letter of ['a', 'b', 'c']) await letters.send(letter);
  // right after the last send; the buffer may still be full
  letters.close();
  await postman.wait();
});
