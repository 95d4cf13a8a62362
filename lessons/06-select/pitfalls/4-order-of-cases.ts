// expect: differs
// | stopped
// --
// | job, after the stop
// | stopped
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const stop = chan<void>();
  const jobs = chan<string>(1);
  await jobs.send('job');
  stop.close();

  while (true) {
    const event = await select({ stop, jobs }); // stop is written first
    if (event.case === 'stop') break;
    console.log(`${event.value}, after the stop`);
  }
  console.log('stopped');
});
