// run: native
// expect: output
// | started 25000
// | started 50000
// | started 75000
// | started 100000
// | parked at once: 100000
// | left at the end: 0
import { run, chan, runtime, sync } from 'concurrency-tutor';

const COUNT = 100_000;
runtime.setDetail('off'); // do not note where each goroutine was started: that would be measured too

await run(async () => {
  const started = new sync.WaitGroup();
  const ended = new sync.WaitGroup();
  const release = chan<void>();
  const before = process.memoryUsage().heapUsed;

  started.add(COUNT);
  for (let i = 1; i <= COUNT; i++) {
    ended.go(async () => {
      started.done();
      await release.receive(); // parked until main closes the channel
    });
    if (i % (COUNT / 4) === 0) console.log('started', i);
  }

  await started.wait();
  console.log('parked at once:', runtime.numGoroutine() - 1);
  const bytes = process.memoryUsage().heapUsed - before;
  process.stderr.write(`about ${Math.round(bytes / COUNT)} bytes of heap for each\n`);

  release.close();
  await ended.wait();
  console.log('left at the end:', runtime.numGoroutine() - 1);
});
