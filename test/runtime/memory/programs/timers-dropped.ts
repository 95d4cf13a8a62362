/** Channels of timers that nobody holds any more, nor ever stopped: never waited for, or waited for in vain. */
import { chan, go, run, select, time } from '../../../../src/index.ts';
import { alive, collect, tell, timersPending, turn } from './harness.ts';

const COUNT = 1000;

await run(async () => {
  const wake = chan<number>();
  go(async () => {
    for (let round = 0; ; round++) await wake.send(round);
  });
  const dropped: WeakRef<object>[] = [];
  let finalized = 0;
  const registry = new FinalizationRegistry<undefined>(() => { finalized++; });
  const watch = <T extends object>(channel: T): T => {
    dropped.push(new WeakRef(channel));
    registry.register(channel, undefined);
    return channel;
  };
  for (let one = 0; one < COUNT; one++) {
    watch(time.after(time.Hour));
    watch(time.tick(time.Hour));
    watch(time.newTimer(time.Hour).channel);
    await select({ wake, late: watch(time.after(time.Hour)) });
  }
  // Forgets the last of them, which it has waited for.
  await wake.receive();
  await collect();
  await turn();
  tell({ made: dropped.length, alive: alive(dropped), finalized, timers: timersPending() });
});
