// expect: output
// | 0 1 4 9 16
import { run, sync, time } from 'concurrency-tutor';

await run(async () => {
  const mutex = new sync.Mutex();
  const squares: number[] = []; // guarded by mutex
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 5; n++) {
    wg.go(async () => {
      await time.sleep(n * time.Millisecond); // the work needs no lock
      const square = n * n;

      using _unlock = await mutex.acquire(); // the critical section is one line
      squares.push(square);
    });
  }
  await wg.wait();
  console.log(squares.sort((a, b) => a - b).join(' '));
});
