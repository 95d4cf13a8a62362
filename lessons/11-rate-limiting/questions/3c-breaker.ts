// expect: output
// | 429 429 429 429 429 -> open
// | not asked
// | after 30 s: 200, and 9 were not asked
// | closed
import { run, atomic, sync, time } from 'concurrency-tutor';
import { Breaker, BreakerOpen } from './breaker.ts';

let status = 429;

async function ask() {
  await time.sleep(50 * time.Millisecond);
  return { ok: status === 200, status };
}

await run(async () => {
  const breaker = new Breaker(5, 30 * time.Second);
  const seen: number[] = [];
  for (let n = 1; n <= 5; n++) seen.push((await breaker.run(ask)).status);
  console.log(seen.join(' '), '->', breaker.state);
  await breaker.run(ask).catch(() => console.log('not asked'));

  await time.sleep(30 * time.Second);
  status = 200;
  const notAsked = new atomic.Int32();
  const answers: number[] = [];
  const callers = new sync.WaitGroup();
  for (let n = 1; n <= 10; n++) {
    callers.go(async () => {
      try {
        answers.push((await breaker.run(ask)).status);
      } catch (error) {
        if (error instanceof BreakerOpen) notAsked.add(1);
      }
    });
  }
  await callers.wait();
  const count = notAsked.load();
  console.log(`after 30 s: ${answers}, and ${count} were not asked`);
  console.log(breaker.state);
});
