// expect: output
// | a
// | b
// | c
// | stopped after 4700 ms
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const lines = chan<string>(4); // room, should nobody listen any more
  go(async () => {
    for (const [delay, line] of [[900, 'a'], [900, 'b'], [900, 'c'], [5000, 'd']] as const) {
      await time.sleep(delay);
      await lines.send(line);
    }
  });

  while (true) {
    const event = await select({ lines, late: time.after(2 * time.Second) }); // anew in each round
    if (event.case === 'late') break;
    console.log(event.value);
  }
  console.log(`stopped after ${Math.round(time.since(start))} ms`);
});
