// expect: panic "the cache is empty"
import { run, go, panic, time } from 'concurrency-tutor';

await run(async () => {
  try {
    go(async () => {
      panic('the cache is empty');
    });
  } catch {
    console.log('caught');
  }
  await time.sleep(1 * time.Second);
});
