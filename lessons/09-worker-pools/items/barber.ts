// expect: output
// | in: 3, sent away: 4
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const chairs = chan<number>(2); // for those who wait
  const barber = new sync.WaitGroup();
  barber.go(async () => {
    for await (const _ of chairs) await time.sleep(time.Hour);
  });
  await chairs.send(0); // the first guest
  await time.sleep(time.Minute); // is being shaved
  let inside = 1;
  let away = 0;
  for (let guest = 1; guest <= 6; guest++) {
    if (chairs.trySend(guest)) inside++;
    else away++;
  }
  chairs.close();
  console.log(`in: ${inside}, sent away: ${away}`);
  await barber.wait();
});
