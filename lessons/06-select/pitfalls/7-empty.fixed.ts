// expect: output
// | the last customer has left
import { run, sync, time } from 'concurrency-tutor';

await run(async () => {
  const customers = new sync.WaitGroup();
  customers.go(async () => {
    await time.sleep(100);
    console.log('the last customer has left');
  });
  await customers.wait();
});
