// expect: output
// | capacity 0: page 1
// | capacity 0: page 2
// | capacity 0: page 3
// | capacity 2: page 1
// | capacity 2: page 2
// | capacity 2: page 3
import { run, chan, go } from 'concurrency-tutor';

await run(async () => {
  const pages: string[] = [];
  for (const capacity of [0, 2]) {
    const ready = chan<number>(capacity);
    go(async () => {
      for (let n = 0; n < 3; n++) {
        pages[n] = `page ${n + 1}`; // written before the send
        await ready.send(n);
      }
      ready.close();
    });
    for await (const n of ready) {
      // read after the receive
      console.log(`capacity ${capacity}: ${pages[n]}`);
    }
  }
});
