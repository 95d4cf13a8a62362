// expect: output unordered
// | chapter one is printed
// | chapter two is printed
import { run, sync, time } from 'concurrency-tutor';

const page = (): Promise<void> => time.sleep(100 * time.Millisecond);

/** Starts two pages of a chapter, on a group of the chapter's own. */
function printChapter(): sync.WaitGroup {
  const wg = new sync.WaitGroup();
  wg.go(page);
  wg.go(page);
  return wg;
}

await run(async () => {
  const reports = new sync.WaitGroup();

  const one = printChapter();
  reports.go(async () => {
    await one.wait();
    console.log('chapter one is printed');
  });
  await one.wait();

  const two = printChapter();
  await two.wait();
  console.log('chapter two is printed');
  await reports.wait();
});
