// expect: output
// | a
// | b
// | stopped after 2000 ms
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const lines = chan<string>(4); // room, should nobody listen any more
  go(async () => {
    for (const line of ['a', 'b', 'c', 'd']) {
      await time.sleep(line === 'd' ? 5000 : 900);
      await lines.send(line);
    }
  });

  const late = time.after(2 * time.Second); // once, before the loop
  while (true) {
    const event = await select({ lines, late });
    if (event.case === 'late') break;
    console.log(event.value);
  }
  console.log(`stopped after ${Math.round(time.since(start))} ms`);
});
