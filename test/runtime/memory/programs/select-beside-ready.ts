/** Selects that never wait, beside a channel on which nothing ever happens. */
import { chan, run, select } from '../../../../src/index.ts';
import { growth, MANY, tell, waiting } from './harness.ts';

await run(async () => {
  const idle = chan<number>();
  const full = chan<number>();
  const ready = chan<number>();
  ready.close();
  const grown = await growth(MANY, async (rounds) => {
    for (let round = 0; round < rounds; round++) await select({ idle, sent: select.send(full, round), ready });
  });
  tell({ grown, waiting: waiting(idle) + waiting(full) });
});
