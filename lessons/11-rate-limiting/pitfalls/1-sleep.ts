// expect: output
// | 1 goroutine: 4 requests in a second
// | 3 goroutines: 12 requests in a second
import { run, atomic, sync, time } from 'concurrency-tutor';

/** Five requests a second are wanted. Each takes 100 ms. */
async function ask(): Promise<void> {
  await time.sleep(100 * time.Millisecond);
}

async function countRequests(goroutines: number): Promise<number> {
  const start = time.now();
  const requests = new atomic.Int32();
  const group = new sync.WaitGroup();
  for (let n = 1; n <= goroutines; n++) {
    group.go(async () => {
      while (Math.round(time.since(start)) < time.Second) {
        requests.add(1);
        await ask();
        await time.sleep(200 * time.Millisecond); // five a second?
      }
    });
  }
  await group.wait();
  return requests.load();
}

await run(async () => {
  const one = await countRequests(1);
  console.log('1 goroutine:', one, 'requests in a second');
  const three = await countRequests(3);
  console.log('3 goroutines:', three, 'requests in a second');
});
