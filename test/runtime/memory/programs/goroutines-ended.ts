/** Goroutines that end while those they started live on; and a long line of goroutines, each of which starts the next. */
import { chan, go, run } from '../../../../src/index.ts';
import { currentGoroutine } from '../../../../src/runtime/program.ts';
import { alive, collect, growth, tell } from './harness.ts';

await run(async () => {
  const ended: WeakRef<object>[] = [];
  const nobody = chan<number>();
  const done = chan<void>();
  for (let one = 0; one < 1000; one++) {
    go(async () => {
      ended.push(new WeakRef(currentGoroutine()));
      go(() => nobody.receive());
      await done.send();
    });
  }
  for (let one = 0; one < 1000; one++) await done.receive();

  const line = await growth(200_000, async (rounds) => {
    const last = chan<void>();
    const link = async (left: number): Promise<void> => {
      if (left === 0) return last.send();
      go(link, left - 1);
    };
    go(link, rounds);
    await last.receive();
  });
  await collect();
  tell({ ended: ended.length, alive: alive(ended), line, goroutines: currentGoroutine().program.goroutines.length });
});
