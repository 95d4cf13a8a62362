// expect: panic "send on closed channel"
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const answers = chan<string>();
  const wg = new sync.WaitGroup();
  for (const mirror of ['alpha', 'beta', 'gamma']) {
    wg.go(async () => {
      await answers.send(mirror);
    });
  }

  await answers.receive();
  console.log('one answer is enough');
  answers.close(); // BROKEN: a receiver closes, while others still send
  await wg.wait();
});
