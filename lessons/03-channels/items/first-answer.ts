// expect: leak
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const answers = chan<string>();
  for (const mirror of ['alpha', 'beta', 'gamma']) {
    go(async () => {
      await answers.send(mirror);
    });
  }
  await answers.receive();
  console.log('one answer is enough');
});
