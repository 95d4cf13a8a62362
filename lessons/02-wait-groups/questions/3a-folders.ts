// expect: panic "sync: WaitGroup is reused before previous Wait has returned"
import { run, go, defer, sync, time } from 'concurrency-tutor';

const folders: Readonly<Record<string, readonly string[]>> = { home: ['music', 'photos'], photos: ['holidays'] };

async function visit(folder: string, wg: sync.WaitGroup): Promise<void> {
  using _done = defer(() => wg.done());
  await time.sleep(10 * time.Millisecond); // read the folder
  console.log(folder);
  for (const child of folders[folder] ?? []) {
    go(async () => {
      wg.add(1); // belongs above the go
      await visit(child, wg);
    });
  }
}

await run(async () => {
  const wg = new sync.WaitGroup();
  wg.add(1);
  go(visit, 'home', wg);
  await wg.wait();
  console.log('that was all');
});
