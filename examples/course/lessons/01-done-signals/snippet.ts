// expect: output unordered
// | first runs
// | second runs
// | all are back
import { chan, go, run, sync } from 'concurrency-tutor';

await run(async () => {
  const start = chan<never>();
  const runners = new sync.WaitGroup();
  for (const name of ['first', 'second']) {
    runners.add(1);
    go(async () => {
      await start.receive();
      console.log(name, 'runs');
      runners.done();
    });
  }
  start.close();
  await runners.wait();
  console.log('all are back');
});
