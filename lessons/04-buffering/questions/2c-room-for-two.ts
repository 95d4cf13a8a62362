// expect: output
// | room for 0: books sent after 1000 ms
// | room for 0: shoes sent after 2000 ms
// | room for 0: tea sent after 3000 ms
// | room for 2: books sent after 0 ms
// | room for 2: shoes sent after 0 ms
// | room for 2: tea sent after 1000 ms
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  for (const capacity of [0, 2]) {
    const parcels = chan<string>(capacity);
    const start = time.now();
    const sender = new sync.WaitGroup();
    sender.go(async () => {
      for (const parcel of ['books', 'shoes', 'tea']) {
        await parcels.send(parcel);
        const elapsed = Math.round(time.since(start));
        console.log(
          `room for ${capacity}: ${parcel} sent after ${elapsed} ms`,
        );
      }
    });
    for (let n = 0; n < 3; n++) {
      await time.sleep(1 * time.Second);
      await parcels.receive();
    }
    await sender.wait();
  }
});
