// expect: output
// | capacity 0: 0 sent, length 0
// | capacity 1: 1 sent, length 1
// | capacity 3: 3 sent, length 3
import { run, atomic, chan, go, time } from 'concurrency-tutor';

await run(async () => {
  for (const capacity of [0, 1, 3]) {
    const numbers = chan<number>(capacity);
    const sent = new atomic.Int32();
    go.daemon(async () => {
      for (let n = 0; n < 10; n++) {
        await numbers.send(n);
        sent.add(1);
      }
    });
    await time.sleep(1 * time.Second); // nobody receives
    console.log(
      `capacity ${capacity}: ${sent.load()} sent,`,
      `length ${numbers.length}`,
    );
  }
});
