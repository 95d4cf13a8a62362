// expect: output
// | stopped
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const stop = chan<void>();
  const jobs = chan<string>(1);
  await jobs.send('job');
  stop.close();

  while (true) {
    if (stop.tryReceive() !== undefined) break; // asked first, on its own
    const event = await select({ stop, jobs });
    if (event.case === 'stop') break;
    console.log(`${event.value}, after the stop`);
  }
  console.log('stopped');
});
