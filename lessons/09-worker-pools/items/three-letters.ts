// expect: output
// | letter 1
// | the worker stops: torn
// | the office closes
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const letters = chan<number>(3);
  const worker = new sync.WaitGroup();
  worker.go(async () => {
    try {
      for await (const letter of letters) {
        if (letter === 2) throw new Error('torn');
        console.log('letter', letter);
      }
    } catch (error) {
      console.log('the worker stops:', (error as Error).message);
    }
  });
  for (const letter of [1, 2, 3]) await letters.send(letter);
  letters.close();
  await worker.wait();
  console.log('the office closes');
});
