// expect: deadlock
import { run, go, select, time } from 'concurrency-tutor';

await run(async () => {
  go(async () => {
    await time.sleep(100);
    console.log('the last customer has left');
  });
  await select({}); // keeps the shop open
});
