// expect: output
// | 4 requests
import { run, atomic, sync, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const requests = new atomic.Int32();
  const group = new sync.WaitGroup();
  for (let n = 1; n <= 2; n++) {
    group.go(async () => {
      while (Math.round(time.since(start)) < time.Second) {
        requests.add(1);
        await time.sleep(300 * time.Millisecond); // the request
        await time.sleep(500 * time.Millisecond); // two a second?
      }
    });
  }
  await group.wait();
  console.log(requests.load(), 'requests');
});
