// expect: output
// | alarm 1
// | alarm 2
// | letter 1
// | letter 2
// | letter 3
// | alarm 3
// | closed
import { run, chan, select, sync, time, type ReceiveChannel } from 'concurrency-tutor';

type Post = ReceiveChannel<string>;

async function desk(
  alarms: Post, letters: Post, stop: ReceiveChannel<void>,
): Promise<void> {
  while (true) {
    // An alarm, if there is one at this moment.
    const urgent = await select({ alarms, default: true });
    // Otherwise whatever comes first.
    const event = urgent.case === 'alarms' ? urgent : await select({
      alarms,
      letters,
      stop,
    });
    if (event.case === 'stop') break;
    console.log(event.value);
    await time.sleep(10); // the work
  }
  console.log('closed');
}

await run(async () => {
  const alarms = chan<string>(3);
  const letters = chan<string>(3);
  const stop = chan<void>();
  for (const n of [1, 2, 3]) await letters.send(`letter ${n}`);
  for (const n of [1, 2]) await alarms.send(`alarm ${n}`);

  const wg = new sync.WaitGroup();
  wg.go(desk, alarms, letters, stop);
  await time.sleep(100);
  // Nothing else is waiting: the inner select takes it.
  await alarms.send('alarm 3');
  await time.sleep(100);
  stop.close();
  await wg.wait();
});
