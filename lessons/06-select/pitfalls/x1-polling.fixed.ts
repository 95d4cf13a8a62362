// expect: output
// | nothing yet
// | nothing yet
// | nothing yet
// | received a book
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const parcels = chan<string>();
  go(async () => {
    await time.sleep(1000);
    await parcels.send('a book');
  });
  const ticker = time.newTicker(300);
  while (true) {
    const event = await select({ parcels, tick: ticker.channel });
    if (event.case === 'parcels') {
      console.log('received', event.value);
      break;
    }
    console.log('nothing yet');
  }
  ticker.stop();
});
