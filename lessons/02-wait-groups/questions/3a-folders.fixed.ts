// expect: output unordered
// | home
// | music
// | photos
// | holidays
// | that was all
import { run, sync, time } from 'concurrency-tutor';

const folders: Readonly<Record<string, readonly string[]>> = { home: ['music', 'photos'], photos: ['holidays'] };

async function visit(folder: string, wg: sync.WaitGroup): Promise<void> {
  await time.sleep(10 * time.Millisecond); // read the folder
  console.log(folder);
  for (const child of folders[folder] ?? []) wg.go(visit, child, wg);
}

await run(async () => {
  const wg = new sync.WaitGroup();
  wg.go(visit, 'home', wg);
  await wg.wait();
  console.log('that was all');
});
