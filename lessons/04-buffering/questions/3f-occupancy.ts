// expect: output
// | jobs: 10 of 20, 50 %
// | jobs: 20 of 20, 100 %
// | jobs: 20 of 20, 100 %
// | jobs: 10 of 20, 50 %
// | 60 jobs, the sender waited about 130 ms for room
import { run, chan, go, select, sync, time } from 'concurrency-tutor';
import type { ReceiveChannel } from 'concurrency-tutor';

/**
 * Prints four times a second how full a channel is, until `stop` is
 * closed.
 */
async function watch(
  channel: ReceiveChannel<unknown>,
  stop: ReceiveChannel<never>,
): Promise<void> {
  const ticker = time.newTicker(250 * time.Millisecond);
  while ((await select({ tick: ticker.channel, stop })).case === 'tick') {
    const { length, capacity } = channel;
    const percent = Math.round((100 * length) / capacity);
    const share = capacity === 0 ? 'no buffer' : `${percent} %`;
    console.log(`jobs: ${length} of ${capacity}, ${share}`);
  }
  ticker.stop();
}

await run(async () => {
  const jobs = chan<number>(20);
  const stop = chan<never>();
  const watcher = new sync.WaitGroup();
  watcher.go(watch, jobs, stop);

  let blocked = 0; // how long the sender has waited for room
  go(async () => {
    for (let n = 0; n < 60; n++) {
      const start = time.now();
      await jobs.send(n);
      blocked += time.since(start);
      await time.sleep(11);
    }
    jobs.close();
  });

  let count = 0;
  for await (const _ of jobs) {
    count++;
    await time.sleep(20);
  }
  stop.close();
  await watcher.wait();
  const waited = Math.round(blocked / 10) * 10;
  console.log(
    `${count} jobs, the sender waited about ${waited} ms for room`,
  );
});
