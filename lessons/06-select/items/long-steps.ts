// expect: output
// | 5 lines, after 4500 ms
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const lines = chan<string>(5);
  go(async () => {
    for (let n = 0; n < 5; n++) {
      await time.sleep(900);
      await lines.send('line');
    }
    lines.close();
  });

  let count = 0;
  while (true) {
    const event = await select({ lines, late: time.after(1 * time.Second) });
    if (event.case === 'late' || !event.ok) break;
    count++;
  }
  console.log(`${count} lines, after ${Math.round(time.since(start))} ms`);
});
