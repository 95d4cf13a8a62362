// expect: output
// | no answer in time
import { run, go, chan, select, sync, time } from 'concurrency-tutor';

await run(async () => {
  const lines = chan<string>();
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    for await (const line of lines) console.log(line); // ends: main closes lines
  });

  const answer = chan<number>(1); // room for the one answer, so the send never waits
  go(async () => {
    await time.sleep(500 * time.Millisecond); // slow work
    await answer.send(42);
  });

  const event = await select({ answer, late: time.after(100 * time.Millisecond) });
  await lines.send(event.case === 'late' ? 'no answer in time' : 'answered');
  lines.close(); // main is the only sender
  await wg.wait();
});
