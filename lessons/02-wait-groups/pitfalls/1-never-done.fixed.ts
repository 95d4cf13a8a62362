// expect: output unordered
// | cat.png is smaller now
// | dog.png is smaller now
// | owl.png is smaller now
// | all pictures are ready
import { run, sync, time } from 'concurrency-tutor';

async function shrink(picture: string): Promise<void> {
  await time.sleep(100 * time.Millisecond);
  console.log(`${picture} is smaller now`);
}

await run(async () => {
  const wg = new sync.WaitGroup();
  for (const picture of ['cat.png', 'dog.png', 'owl.png']) {
    wg.go(shrink, picture);
  }
  await wg.wait();
  console.log('all pictures are ready');
});
