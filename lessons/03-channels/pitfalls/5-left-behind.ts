// expect: leak
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const lines = chan<string>();
  go(async () => {
    for await (const line of lines) console.log(line); // BROKEN: nobody closes lines
  });

  const answer = chan<number>();
  go(async () => {
    await time.sleep(500 * time.Millisecond); // slow work
    await answer.send(42); // BROKEN: by now nobody receives
  });

  const event = await select({ answer, late: time.after(100 * time.Millisecond) });
  await lines.send(event.case === 'late' ? 'no answer in time' : 'answered');
});
