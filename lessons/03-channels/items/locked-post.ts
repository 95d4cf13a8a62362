// expect: deadlock
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const mutex = new sync.Mutex();
  const posts = chan<number>();
  let posted = 0;
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    using _unlock = await mutex.acquire();
    posted++;
    await posts.send(posted);
  });
  wg.go(async () => {
    using _unlock = await mutex.acquire();
    console.log('post', await posts.receive(), 'of', posted);
  });
  await wg.wait();
});
