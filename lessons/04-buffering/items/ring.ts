// expect: deadlock
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const seats = [0, 1, 2].map(() => chan<string>(1));
  const wg = new sync.WaitGroup();
  seats.forEach((mine, index) => {
    const right = seats[(index + 1) % seats.length] ?? mine;
    wg.go(async () => {
      await right.send('first note');
      await right.send('second note');
      await mine.receive();
      await mine.receive();
    });
  });
  await wg.wait();
  console.log('all notes read');
});
