// expect: panic "negative WaitGroup counter"
import { run, chan, defer, go, sync, time } from 'concurrency-tutor';

const balls = chan<number>(3);
const players = new sync.WaitGroup();

async function play(): Promise<void> {
  using _done = defer(() => players.done());
  try {
    for await (const ball of balls) {
      await time.sleep(10);
      if (ball === 1) throw new Error('over the fence');
    }
  } catch {
    go(play);
  }
}

await run(async () => {
  players.add();
  go(play);
  for (const ball of [1, 2, 3]) await balls.send(ball);
  balls.close();
  await players.wait();
  await time.sleep(time.Second);
});
