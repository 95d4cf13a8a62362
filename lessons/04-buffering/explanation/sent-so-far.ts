// expect: output
// | capacity 0: 0 sent, 0 in the buffer
// | capacity 1: 1 sent, 1 in the buffer
// | capacity 3: 3 sent, 3 in the buffer
import { run, chan, go, time } from 'concurrency-tutor';

await run(async () => {
  for (const capacity of [0, 1, 3]) {
    const numbers = chan<number>(capacity);
    let sent = 0;
    go.daemon(async () => {
      for (let n = 0; n < 10; n++) {
        await numbers.send(n);
        sent++;
      }
    });
    await time.sleep(1 * time.Second); // nobody receives
    console.log(`capacity ${capacity}: ${sent} sent, ${numbers.length} in the buffer`);
  }
});
