// expect: output unordered
// | batch 1: item 1
// | batch 1: item 2
// | batch 1: item 3
// | batch 1 is complete
// | batch 2: item 1
// | batch 2: item 2
// | batch 2: item 3
// | batch 2 is complete
import { run, sync, time } from 'concurrency-tutor';

await run(async () => {
  const wg = new sync.WaitGroup();

  for (const batch of [1, 2]) {
    for (const item of [1, 2, 3]) {
      wg.go(async () => {
        await time.sleep(50 * time.Millisecond);
        console.log(`batch ${batch}: item ${item}`);
      });
    }
    await wg.wait(); // back at zero, and nobody else waits: the group is as new
    console.log(`batch ${batch} is complete`);
  }
});
