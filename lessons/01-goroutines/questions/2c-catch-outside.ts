// expect: panic "the cache is empty"
import { run, go, panic, time } from 'concurrency-tutor';

await run(async () => {
  try {
    go(async () => {
      panic('the cache is empty');
    });
  } catch {
    console.log('caught'); // never printed: `go` returned long before the panic
  }
  await time.sleep(1 * time.Second);
});
