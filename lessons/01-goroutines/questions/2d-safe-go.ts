// expect: output unordered
// | resized holiday.jpg
// | resize cat.jpg failed: not a picture
// | resized dog.jpg
// | main goes on
import { run, go, sync } from 'concurrency-tutor';

/** Starts `work` in a goroutine of its own. A failure is reported with the task's name and does not end the program. */
function safeGo(task: string, work: () => Promise<void>): void {
  go(async () => {
    try {
      await work(); // without this await the catch below would see nothing
    } catch (error) {
      console.log(task, 'failed:', error instanceof Error ? error.message : error);
      if (error instanceof Error && error.stack) process.stderr.write(error.stack + '\n');
    }
  });
}

async function resize(file: string): Promise<void> {
  if (file.startsWith('cat')) throw new Error('not a picture');
  console.log('resized', file);
}

await run(async () => {
  const files = ['holiday.jpg', 'cat.jpg', 'dog.jpg'];
  const pending = new sync.WaitGroup();
  pending.add(files.length);
  for (const file of files) {
    safeGo(`resize ${file}`, async () => {
      try {
        await resize(file);
      } finally {
        pending.done(); // counted down on failure too
      }
    });
  }
  await pending.wait();
  console.log('main goes on');
});
