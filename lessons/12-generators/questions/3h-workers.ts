// expect: output
// | after 1 s: 100 % full, 2 workers
// | after 2 s: 100 % full, 3 workers
// | after 3 s: 0 % full, 2 workers
// | after 4 s: 0 % full, 1 worker
// | 22 done, and all workers have ended
import {
  run, go, atomic, chan, defer, select, sync, time,
} from 'concurrency-tutor';

await run(async () => {
  const jobs = chan<number>(10);
  const stopOne = chan<void>();
  const finished = chan<void>();
  const workers = new sync.WaitGroup();
  let count = 0;
  const done = new atomic.Int32();

  function startOne(): void {
    count++;
    workers.go(async () => {
      while (true) {
        const event = await select({ job: jobs, stop: stopOne });
        if (event.case === 'stop' || !event.ok) return;
        await time.sleep(290);
        done.add(1);
      }
    });
  }

  /** Looks once a second. Ends together with the data. */
  async function adapt(): Promise<void> {
    const ticker = time.newTicker(1 * time.Second);
    using _ticker = defer(() => ticker.stop());
    for (let seconds = 1; ; seconds++) {
      const event = await select({ tick: ticker.channel, end: finished });
      if (event.case === 'end') return;
      const full = (100 * jobs.length) / jobs.capacity;
      if (full > 80 && count < 4) startOne();
      if (full < 50 && count > 1) {
        const asked = await select({ // one of them really ends
          stop: select.send(stopOne, undefined), end: finished,
        });
        if (asked.case === 'end') return;
        count--;
      }
      console.log(`after ${seconds} s: ${full} % full,`,
        count === 1 ? '1 worker' : `${count} workers`);
    }
  }

  const monitor = new sync.WaitGroup();
  startOne();
  monitor.go(adapt);
  go(async () => {
    for (let n = 0; n < 22; n++) {
      if (n === 21) await time.sleep(2500); // a quiet time
      await jobs.send(n);
    }
    jobs.close();
    finished.close(); // no worker is started after this
  });
  await monitor.wait();
  await workers.wait();
  console.log(done.load(), 'done, and all workers have ended');
});
