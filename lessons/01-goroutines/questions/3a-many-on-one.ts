// expect: output
// | 100 goroutines waited 100 ms each
// | one after the other: 10000 ms
// | together: 100 ms
import { run, sync, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const waiting = new sync.WaitGroup();
  for (let i = 0; i < 100; i++) waiting.go(time.sleep, 100);
  await waiting.wait();
  console.log('100 goroutines waited 100 ms each');
  console.log('one after the other: 10000 ms');
  console.log('together:', Math.round(time.since(start)), 'ms');
});
