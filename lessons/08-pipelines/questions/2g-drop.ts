// expect: output
// | 4 shown, 6 dropped
import { run, go, chan, time } from 'concurrency-tutor';

await run(async () => {
  const frames = chan<number>(3);
  let dropped = 0;
  go(async () => {
    for (let frame = 1; frame <= 10; frame++) {
      await time.sleep(10); // a camera does not wait
      if (!frames.trySend(frame)) dropped++;
    }
    frames.close();
  });
  let shown = 0;
  for await (const _ of frames) {
    await time.sleep(200); // the screen is slow
    shown++;
  }
  console.log(`${shown} shown, ${dropped} dropped`);
});
