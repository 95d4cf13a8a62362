// expect: leak
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const answer = chan<string>();
  go(async () => {
    await time.sleep(300);
    await answer.send('42');
  });
  const event = await select({ answer, late: time.after(100) });
  console.log(event.case);
});
