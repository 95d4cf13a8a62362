// expect: meter goroutines>200
import {
  run, go, chan, sync, time, type ReceiveChannel,
} from 'concurrency-tutor';

type Pictures = ReceiveChannel<number>;

function shrink(pictures: Pictures): Pictures {
  const out = chan<number>();
  const wg = new sync.WaitGroup();
  go(async () => {
    for await (const picture of pictures) {
      // One goroutine for every picture.
      wg.go(async () => {
        await time.sleep(100);
        await out.send(picture);
      });
    }
    await wg.wait();
    out.close();
  });
  return out;
}

await run(async () => {
  const pictures = chan<number>();
  go(async () => {
    for (let n = 0; n < 250; n++) await pictures.send(n);
    pictures.close();
  });
  let count = 0;
  for await (const _ of shrink(pictures)) count++;
  console.log(count, 'pictures');
});
