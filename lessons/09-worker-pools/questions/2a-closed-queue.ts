// expect: livelock
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const urgent = chan<string>(10);
  const low = chan<string>(10);
  urgent.close(); // nothing urgent today
  while (true) {
    const event = await select({ urgent, low });
    if (!event.ok) continue; // and the closed queue is ready again
    console.log('got', event.value);
    if (event.case === 'low') return;
  }
});
