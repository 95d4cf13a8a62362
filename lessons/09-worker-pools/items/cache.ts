// expect: differs
// | lookups: 1
// --
// | lookups: 2
// expect: race
import { run, chan, gosched, sync } from 'concurrency-tutor';

await run(async () => {
  const words = chan<string>(2);
  const cache = new Map<string, string>();
  let lookups = 0;
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const word of words) {
        if (cache.has(word)) continue;
        lookups++;
        await gosched(); // asks the dictionary
        cache.set(word, 'a meaning');
      }
    });
  }
  await words.send('owl');
  await words.send('owl');
  words.close();
  await workers.wait();
  console.log(`lookups: ${lookups}`);
});
