// expect: output
// | 4 in batches
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const eggs = chan<number>();
  const boxes = chan<readonly number[]>();
  go(async () => {
    for (let egg = 1; egg <= 5; egg++) await eggs.send(egg);
    eggs.close();
  });
  go(async () => {
    let box: number[] = [];
    for await (const egg of eggs) {
      box.push(egg);
      if (box.length === 2) {
        await boxes.send(box);
        box = [];
      }
    }
    boxes.close();
  });
  let packed = 0;
  for await (const box of boxes) packed += box.length;
  console.log(packed, 'in batches');
});
