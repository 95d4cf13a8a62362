/** Selects that wait each time, until another goroutine wakes them by the other channel. */
import { chan, go, run, select } from '../../../../src/index.ts';
import { growth, MANY, tell, waiting } from './harness.ts';

await run(async () => {
  const idle = chan<number>();
  const full = chan<number>();
  const wake = chan<number>();
  go(async () => {
    for (let round = 0; ; round++) await wake.send(round);
  });
  const grown = await growth(MANY, async (rounds) => {
    for (let round = 0; round < rounds; round++) await select({ idle, sent: select.send(full, round), wake });
  });
  tell({ grown, waiting: waiting(idle) + waiting(full) });
});
