// expect: output
// | sum 500500
import { run, runtime, sync } from 'concurrency-tutor';

await run(async () => {
  const numbers = Array.from({ length: 1000 }, (_, i) => i + 1);
  const parts = runtime.numCPU(); // as many pieces as the machine has processors
  const sums = new Array<number>(parts).fill(0);

  const working = new sync.WaitGroup();
  for (let part = 0; part < parts; part++) {
    working.go(async () => {
      let sum = 0;
      for (let i = part; i < numbers.length; i += parts) sum += numbers[i] ?? 0;
      sums[part] = sum; // a place of its own: nothing is shared
    });
  }
  await working.wait();
  console.log('sum', sums.reduce((total, sum) => total + sum, 0));
});
