// expect: leak
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const answer = chan<string>(); // no room
  go(async () => {
    await time.sleep(3 * time.Second);
    await answer.send('an answer');
  });
  const event = await select({
    answer,
    late: time.after(2 * time.Second),
  });
  console.log(event.case);
});
