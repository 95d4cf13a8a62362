// expect: leak
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const letters = chan<string>(3);
  const empty = chan<void>(1);
  go(async () => {
    for await (const letter of letters) {
      console.log('posted', letter);
      if (letters.length === 0) await empty.send();
    }
    console.log('the postman goes home');
  });
  await letters.send('a');
  await empty.receive(); // nothing is left in the buffer
});
