// expect: livelock
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const parcels = chan<string>();
  go(async () => {
    await time.sleep(1000);
    await parcels.send('a book');
  });
  while (true) {
    const event = await select({ parcels, default: true });
    if (event.case === 'parcels') {
      console.log('received', event.value);
      return;
    }
  }
});
