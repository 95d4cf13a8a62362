// expect: output unordered
// | indexed "tea"
// | indexed "coffee"
// | the index is complete
import { run, go, defer, sync, time } from 'concurrency-tutor';

async function index(document: string, wg: sync.WaitGroup): Promise<void> {
  using _done = defer(() => wg.done());
  if (document === '') return; // nothing to index

  await time.sleep(document.length * time.Millisecond);
  console.log(`indexed "${document}"`);
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
