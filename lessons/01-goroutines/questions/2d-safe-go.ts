// expect: output unordered
// | resized holiday.jpg
// | resize cat.jpg failed: not a picture
// | resized dog.jpg
// | main goes on
import { run, go, sync } from 'concurrency-tutor';

/** Starts `work` in a goroutine that `pending` counts. A failure is reported with the task's name and does not end the program. */
function safeGo(pending: sync.WaitGroup, task: string, work: () => Promise<void>): void {
  pending.add(1);
  go(async () => {
    try {
      await work(); // without this await the catch below would see nothing
    } catch (error) {
      console.log(task, 'failed:', error instanceof Error ? error.message : error);
      if (error instanceof Error && error.stack) process.stderr.write(error.stack + '\n');
    } finally {
      pending.done(); // counted down on failure too, and after the report
    }
  });
}

async function resize(file: string): Promise<void> {
  if (file.startsWith('cat')) throw new Error('not a picture');
  console.log('resized', file);
}

await run(async () => {
  const pending = new sync.WaitGroup();
  for (const file of ['holiday.jpg', 'cat.jpg', 'dog.jpg']) {
    safeGo(pending, `resize ${file}`, () => resize(file));
  }
  await pending.wait();
  console.log('main goes on');
});
