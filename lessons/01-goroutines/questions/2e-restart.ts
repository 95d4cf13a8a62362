// expect: output
// | attempt 1 failed: connection lost
// | attempt 2 failed: connection lost
// | attempt 3 is listening
// | main: 300 ms later
import { run, sync, time } from 'concurrency-tutor';

/** Runs `work` until it ends without failing, at most `attempts` times, with a pause that doubles. */
async function restarting(work: (attempt: number) => Promise<void>, attempts: number): Promise<void> {
  let pause = 100;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      console.log('attempt', attempt, 'failed:', error instanceof Error ? error.message : error);
      if (attempt === attempts) throw error; // out of attempts: let the program end, loudly
    }
    await time.sleep(pause);
    pause *= 2;
  }
}

async function listen(attempt: number): Promise<void> {
  if (attempt < 3) throw new Error('connection lost');
  console.log('attempt', attempt, 'is listening');
}

await run(async () => {
  const start = time.now();
  const listeners = new sync.WaitGroup();
  listeners.go(restarting, listen, 5);
  await listeners.wait();
  console.log('main:', Math.round(time.since(start)), 'ms later');
});
