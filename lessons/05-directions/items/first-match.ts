// expect: panic "send on closed channel"
import { run, chan, sync, type Channel } from 'concurrency-tutor';

async function roll(dice: Channel<number>): Promise<void> {
  for (const eyes of [2, 6, 3, 5]) await dice.send(eyes);
}

async function waitForSix(dice: Channel<number>): Promise<void> {
  for await (const eyes of dice) if (eyes === 6) break;
  dice.close();
}

await run(async () => {
  const dice = chan<number>();
  const wg = new sync.WaitGroup();
  wg.go(roll, dice);
  wg.go(waitForSix, dice);
  await wg.wait();
});
