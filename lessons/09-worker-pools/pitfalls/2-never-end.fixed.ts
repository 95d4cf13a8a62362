// expect: output
// | four pictures are done
// | one more is done
import { run, chan, sync, time } from 'concurrency-tutor';

/** Resizes some pictures, three at a time. */
async function resizeAll(pictures: readonly string[]): Promise<void> {
  const queue = chan<string>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    workers.go(async () => {
      for await (const _ of queue) await time.sleep(20);
    });
  }
  try {
    for (const picture of pictures) await queue.send(picture);
  } finally {
    queue.close(); // on every way out
    await workers.wait(); // the pictures are done, the workers home
  }
}

await run(async () => {
  await resizeAll(['cat.png', 'dog.png', 'owl.png', 'fox.png']);
  console.log('four pictures are done');
  await resizeAll(['elk.png']);
  console.log('one more is done');
});
