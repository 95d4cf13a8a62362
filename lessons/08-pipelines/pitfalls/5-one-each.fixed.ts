// expect: output
// | 250 pictures
import { run, go, chan, sync, time, type ReceiveChannel } from 'concurrency-tutor';

function shrink(pictures: ReceiveChannel<number>): ReceiveChannel<number> {
  const out = chan<number>();
  const wg = new sync.WaitGroup();
  for (let worker = 0; worker < 8; worker++) {
    wg.go(async () => { // eight, however many pictures there are
      for await (const picture of pictures) {
        await time.sleep(100);
        await out.send(picture);
      }
    });
  }
  go(async () => {
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
