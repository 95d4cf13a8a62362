/** A hundred thousand goroutines that wait for one channel, and go on when it is closed. */
import { chan, go, gosched, run, runtime, sync } from '../../../../src/index.ts';
import { heapUsed, tell, waiting } from './harness.ts';

const COUNT = 100_000;

await run(async () => {
  const gate = chan<never>();
  const group = new sync.WaitGroup();
  let released = 0;
  const wait = async (): Promise<void> => {
    await gate.receive();
    released++;
    group.done();
  };
  const before = await heapUsed();
  group.add(COUNT);
  for (let one = 0; one < COUNT; one++) go(wait);
  await gosched();
  while (waiting(gate) < COUNT) await gosched();
  const each = ((await heapUsed()) - before) / COUNT;
  gate.close();
  await group.wait();
  await gosched();
  tell({ each, released, left: runtime.numGoroutine(), kept: (await heapUsed()) - before });
});
