// expect: output
// | 100 pictures in 1000 ms
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const pictures = chan<number>();
  const small = new Array<string>(100);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 10; n++) {
    workers.go(async () => {
      for await (const picture of pictures) {
        await time.sleep(100); // the picture service shrinks it
        small[picture] = `small ${picture}`; // a place of its own
      }
    });
  }
  for (let picture = 0; picture < 100; picture++) {
    await pictures.send(picture);
  }
  pictures.close();
  await workers.wait();
  const elapsed = Math.round(time.since(start));
  console.log(`${small.length} pictures in ${elapsed} ms`);
});
