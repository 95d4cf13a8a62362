// expect: output
// | stopped
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const stop = chan<void>();
  const jobs = chan<string>(1);
  await jobs.send('job');
  stop.close();

  while (true) {
    // Asked first, on its own.
    if (stop.tryReceive() !== undefined) break;
    const event = await select({ stop, jobs });
    if (event.case === 'stop') break;
    console.log(`${event.value}, after the stop`);
  }
  console.log('stopped');
});
