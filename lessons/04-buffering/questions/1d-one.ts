// expect: output
// | 5 changes, 2 loads
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  // "there is something new": saying it twice adds nothing
  const changed = chan<void>(1);
  let changes = 0;
  let loads = 0;

  const reader = new sync.WaitGroup();
  reader.go(async () => {
    for await (const _ of changed) {
      await time.sleep(100); // loads the settings again
      loads++;
    }
  });

  for (let n = 0; n < 5; n++) {
    await time.sleep(10);
    changes++;
    // no room: the reader has yet to begin, and will see this change, too
    changed.trySend();
  }
  changed.close();
  await reader.wait();
  console.log(`${changes} changes, ${loads} loads`);
});
