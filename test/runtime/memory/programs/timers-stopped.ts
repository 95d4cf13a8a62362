/** Timers and tickers that are stopped, some while somebody waits for them. */
import { chan, go, run, select, time } from '../../../../src/index.ts';
import { growth, MANY, tell, timersPending } from './harness.ts';

await run(async () => {
  const wake = chan<number>();
  go(async () => {
    for (let round = 0; ; round++) await wake.send(round);
  });
  const timers = await growth(MANY, async (rounds) => {
    for (let round = 0; round < rounds; round++) time.newTimer(time.Hour).stop();
  });
  const tickers = await growth(MANY, async (rounds) => {
    for (let round = 0; round < rounds; round++) time.newTicker(time.Hour).stop();
  });
  const functions = await growth(MANY / 4, async (rounds) => {
    for (let round = 0; round < rounds; round++) time.afterFunc(time.Hour, () => {}).stop();
  });
  const awaited = await growth(MANY / 10, async (rounds) => {
    for (let round = 0; round < rounds; round++) {
      using timer = time.newTimer(time.Hour);
      using ticker = time.newTicker(time.Hour);
      await select({ wake, late: timer.channel, tick: ticker.channel });
    }
  });
  tell({ timers, tickers, functions, awaited, pending: timersPending() });
});
