// expect: meter goroutines>200
import { run, sync, time } from 'concurrency-tutor';

let open = 0;
let most = 0;

async function fetchPage(): Promise<void> {
  open++;
  most = Math.max(most, open);
  await time.sleep(100);
  open--;
}

await run(async () => {
  const wg = new sync.WaitGroup();
  for (let page = 0; page < 250; page++) wg.go(fetchPage);
  await wg.wait();
  console.log('connections open at once:', most);
});
