// expect: output unordered
// | painted red
// | painted green
import { run, go, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const colours = chan<string>();
  go(async () => {
    for (const colour of ['red', 'green']) await colours.send(colour);
    colours.close();
  });

  const painters = new sync.WaitGroup();
  for (let painter = 0; painter < 2; painter++) {
    painters.go(async () => {
      // Each value goes to one painter, and is in that painter's hand.
      for await (const colour of colours) {
        await time.sleep(10); // takes a brush
        console.log('painted', colour);
      }
    });
  }
  await painters.wait();
});
