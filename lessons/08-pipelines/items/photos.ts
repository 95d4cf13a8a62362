// expect: meter goroutines>100
import { run, go, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const photos = chan<number>();
  go(async () => {
    for (let n = 0; n < 120; n++) await photos.send(n);
    photos.close();
  });
  const sent = new sync.WaitGroup();
  for await (const _ of photos) {
    sent.go(async () => {
      await time.sleep(100); // the upload
    });
  }
  await sent.wait();
  console.log('all photos are uploaded');
});
