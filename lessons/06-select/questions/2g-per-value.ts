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
    for (const line of ['a', 'b', 'c', 'd']) {
      await time.sleep(line === 'd' ? 5000 : 900);
      await lines.send(line);
    }
  });

  while (true) {
    // Anew in each round.
    const event = await select({
      lines,
      late: time.after(2 * time.Second),
    });
    if (event.case === 'late') break;
    console.log(event.value);
  }
  console.log(`stopped after ${Math.round(time.since(start))} ms`);
});
