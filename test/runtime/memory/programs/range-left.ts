/** Loops over a channel that are left after one value, for which some had to wait. */
import { chan, go, run } from '../../../../src/index.ts';
import { growth, MANY, tell, waiting } from './harness.ts';

await run(async () => {
  const values = chan<number>();
  go(async () => {
    for (let round = 0; ; round++) await values.send(round);
  });
  let sum = 0;
  const grown = await growth(MANY / 4, async (rounds) => {
    for (let round = 0; round < rounds; round++) {
      for await (const value of values) {
        sum += value;
        break;
      }
    }
  });
  // The sender may be there already with the next value.
  while (values.tryReceive() !== undefined) continue;
  tell({ grown, waiting: waiting(values), received: sum > 0 ? 1 : 0 });
});
