// expect: output
// | recovered: the cache is empty
// | there is a stack: true
// | main is still running
import { run, go, panic, time, Panic } from 'concurrency-tutor';

function readCache(): string {
  panic('the cache is empty');
}

await run(async () => {
  go(async () => {
    try {
      console.log(readCache());
    } catch (error) {
      if (!(error instanceof Panic)) throw error;
      console.log('recovered:', error.value);
      console.log('there is a stack:', error.stack?.includes('readCache'));
    }
  });
  await time.sleep(1 * time.Second);
  console.log('main is still running');
});
