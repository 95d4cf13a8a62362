// expect: deadlock
import { run, go, sync, time } from 'concurrency-tutor';

async function shrink(picture: string): Promise<void> {
  await time.sleep(100 * time.Millisecond);
  console.log(`${picture} is smaller now`);
}

await run(async () => {
  const wg = new sync.WaitGroup();
  for (const picture of ['cat.png', 'dog.png', 'owl.png']) {
    wg.add(1);
    go(shrink, picture);
  }
  await wg.wait();
  console.log('all pictures are ready');
});
