// expect: leak
import { run, chan, sync } from 'concurrency-tutor';

async function printAll(pages: readonly string[]): Promise<boolean> {
  const queue = chan<string>();
  const printers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    printers.go(async () => {
      for await (const page of queue) console.log('printed', page);
    });
  }
  for (const page of pages) {
    if (page === '') return false; // nothing to print
    await queue.send(page);
  }
  queue.close();
  await printers.wait();
  return true;
}

await run(async () => {
  console.log(await printAll(['title', 'text']));
  console.log(await printAll(['title', '', 'text']));
});
