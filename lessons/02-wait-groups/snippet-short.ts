// expect: output
// | gathered 1, 4, 9, 16, 25
import { run, sync, time } from 'concurrency-tutor';

await run(async () => {
  const squares: number[] = [];
  const wg = new sync.WaitGroup();

  for (let n = 1; n <= 5; n++) {
    wg.go(async () => {
      await time.sleep((6 - n) * 200 * time.Millisecond);
      squares[n - 1] = n * n;
    });
  }

  await wg.wait();
  console.log(`gathered ${squares.join(', ')}`);
});
