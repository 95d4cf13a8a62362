/** Goroutines that wait for a semaphore, or for a channel that serves as a lock, until their contexts are cancelled. */
import { chan, context, go, run, select, semaphore, sync } from '../../../../src/index.ts';
import { growth, tell, waiting } from './harness.ts';

await run(async () => {
  const parent = context.background();
  const permits = new semaphore.Weighted(1);
  await permits.acquire(parent);
  const lock = chan<true>(1);
  await lock.send(true);
  let refused = 0;

  const grown = await growth(40_000, async (rounds) => {
    for (let round = 0; round < rounds; round += 100) {
      const [ctx, cancel] = context.withCancel(parent);
      const group = new sync.WaitGroup();
      for (let one = 0; one < 50; one++) {
        group.go(async () => { await permits.acquire(ctx).catch(() => refused++); });
        group.go(async () => {
          const { case: which } = await select({ locked: select.send(lock, true as const), stop: ctx.done() });
          if (which === 'stop') refused++;
        });
      }
      go(async () => cancel());
      await group.wait();
    }
  });
  permits.release();
  tell({ grown, waiting: waiting(lock), refused, free: permits.tryAcquire() ? 1 : 0 });
});
