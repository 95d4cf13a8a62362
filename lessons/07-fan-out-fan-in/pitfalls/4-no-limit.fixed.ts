// expect: output
// | connections open at once: 10
import { run, chan, sync, time } from 'concurrency-tutor';

let open = 0;
let most = 0;

async function fetchPage(): Promise<void> {
  open++;
  most = Math.max(most, open);
  await time.sleep(100);
  open--;
}

await run(async () => {
  const places = chan<void>(10);
  const wg = new sync.WaitGroup();
  for (let page = 0; page < 250; page++) {
    await places.send(); // takes a place, before the goroutine is started
    wg.go(async () => {
      await fetchPage();
      places.tryReceive(); // gives it back
    });
  }
  await wg.wait();
  console.log('connections open at once:', most);
});
