// expect: panic "send on closed channel"
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const letters = chan<string>(3);
  const writer = new sync.WaitGroup();
  writer.go(async () => {
    for (const letter of ['a', 'b', 'c']) await letters.send(letter);
  });
  console.log('posted', await letters.receive());
  while (letters.length > 0) console.log('posted', await letters.receive());
  letters.close(); // nothing is left in the buffer
  await writer.wait();
});
