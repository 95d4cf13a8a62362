// expect: output
// | goroutines besides main: 3
// | goroutines besides main: 5
// | goroutines besides main: 7
import { chan, go, run, runtime, time } from 'concurrency-tutor';

await run(async () => {
  go.daemon(async function server() {           // each minute it leaves two goroutines behind
    for (;;) {
      const answers = chan<string>();
      go.daemon(() => answers.send('fast'));
      go.daemon(() => answers.send('slow'));
      await time.sleep(time.Minute);
    }
  });

  for (let looks = 0; looks < 3; looks++) {
    await time.sleep(looks === 0 ? 30 * time.Second : time.Minute);
    console.log('goroutines besides main:', runtime.numGoroutine() - 1);
  }
});
