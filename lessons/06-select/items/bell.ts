// expect: livelock
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const bell = chan<void>();
  go(async () => {
    await time.sleep(500);
    bell.close();
  });

  const late = time.after(1 * time.Second);
  let rounds = 0;
  while (true) {
    const event = await select({ bell, late, default: true });
    if (event.case !== 'default') break;
    rounds++;
  }
  console.log(rounds, 'rounds');
});
