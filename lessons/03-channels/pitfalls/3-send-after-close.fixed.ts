// expect: output
// | one answer is enough
// | all mirrors have stopped
import { run, chan, select, sync } from 'concurrency-tutor';

await run(async () => {
  const answers = chan<string>();
  const enough = chan<void>(); // main is its owner; nobody ever sends on it
  const wg = new sync.WaitGroup();
  for (const mirror of ['alpha', 'beta', 'gamma']) {
    wg.go(async () => {
      await select({
        sent: select.send(answers, mirror),
        stop: enough, // ready once the channel is closed
      });
    });
  }

  await answers.receive();
  console.log('one answer is enough');
  enough.close(); // wakes every mirror at once
  await wg.wait();
  console.log('all mirrors have stopped');
});
