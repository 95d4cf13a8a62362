// expect: deadlock
import { run, go, sync, time } from 'concurrency-tutor';

async function index(document: string, wg: sync.WaitGroup): Promise<void> {
  if (document === '') return; // nothing to index

  await time.sleep(document.length * time.Millisecond);
  console.log(`indexed "${document}"`);
  wg.done();
}

await run(async () => {
  const wg = new sync.WaitGroup();
  for (const document of ['tea', '', 'coffee']) {
    wg.add(1);
    go(index, document, wg);
  }
  await wg.wait();
  console.log('the index is complete');
});
