/** Selects with a timeout of an hour each, which never comes; half of them wait, half do not. */
import { chan, go, run, select, time } from '../../../../src/index.ts';
import { growth, MANY, tell, timersPending } from './harness.ts';

await run(async () => {
  const wake = chan<number>();
  go(async () => {
    for (let round = 0; ; round++) await wake.send(round);
  });
  const ready = chan<number>();
  ready.close();
  const grown = await growth(MANY / 4, async (rounds) => {
    for (let round = 0; round < rounds; round++) {
      await select({ wake, late: time.after(time.Hour) });
      await select({ ready, late: time.after(time.Hour) });
    }
  });
  tell({ grown, timers: timersPending() });
});
