// expect: leak
import { run, chan, go, sync, time } from 'concurrency-tutor';

/** Resizes some pictures, three at a time. */
async function resizeAll(pictures: readonly string[]): Promise<void> {
  const queue = chan<string>();
  const open = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    go(async () => {
      for await (const _ of queue) {
        await time.sleep(20);
        open.done();
      }
    });
  }
  for (const picture of pictures) {
    open.add();
    await queue.send(picture);
  }
  await open.wait(); // every picture is done
}

await run(async () => {
  await resizeAll(['cat.png', 'dog.png', 'owl.png', 'fox.png']);
  console.log('four pictures are done');
  await resizeAll(['elk.png']);
  console.log('one more is done');
});
