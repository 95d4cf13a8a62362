// expect: panic
// expect: race
import { run, chan, go, defer, sync, time } from 'concurrency-tutor';

await run(async () => {
  const words = chan<string>();
  const speakers = new sync.WaitGroup();
  for (const word of ['tea', 'rice', 'salt']) {
    go(async () => {
      speakers.add(1);
      using _done = defer(() => speakers.done());
      await time.sleep(10);
      await words.send(word);
    });
  }
  go(async () => {
    await speakers.wait();
    words.close();
  });

  let count = 0;
  for await (const _ of words) count++;
  console.log(count, 'words');
  await time.sleep(100); // main has more to do
});
