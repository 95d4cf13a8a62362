// expect: panic "the cache is empty"
import { run, go, panic, time } from 'concurrency-tutor';

await run(async () => {
  go(async () => {
    panic('the cache is empty');
  });
  await time.sleep(1 * time.Second);
  console.log('main is still running'); // never printed
});
