// expect: livelock
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const news = chan<string>();
  const stop = chan<void>();
  go(async () => {
    await news.send('rain');
    news.close();
    await time.sleep(100);
    stop.close();
  });

  let lines = 0;
  while (true) {
    const event = await select({ news, stop });
    if (event.case === 'stop') break;
    lines++;
    if (event.ok) console.log(event.value);
  }
  console.log(lines, 'lines');
});
