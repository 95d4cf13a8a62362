import { expect, test } from 'vitest';
import { atomic, chan, go, gosched, run, runtime, select, sync, time } from '../../src/index.ts';
import { holds } from './schedules.ts';

test('src/runtime/proc_test TestYieldProgress: a goroutine that asks in a loop and yields does not keep the others from running', () => holds(async () => {
  const [stop, ended] = [chan<true>(), chan<true>()];
  go(async () => {
    while ((await select({ stop, default: true })).case === 'default') await gosched();
    await ended.send(true);
  });
  await time.sleep(1);
  await stop.send(true);
  await ended.receive();
}));

test('src/runtime/proc_test TestGoroutineParallelism: goroutines that wait for each other in a circle all come round', () => holds(async (rounds) => {
  const count = 4;
  const turn = new atomic.Uint32();
  const wg = new sync.WaitGroup();
  for (let p = 0; p < count; p++) {
    wg.go(async () => {
      for (let i = 0; i < rounds; i++) {
        const mine = count * i + p;
        while (turn.load() !== mine) await gosched();
        turn.store(mine + 1);
      }
    });
  }
  await wg.wait();
  expect(turn.load()).toBe(count * rounds);
}, { native: 100, explored: 3 }));

test('src/runtime/proc_test TestBlockLocked: a sender that runs far ahead of its receiver is heard to the end', () => holds(async (count) => {
  const ch = chan<boolean>();
  go(async () => {
    for (let i = 0; i < count; i++) await ch.send(true);
    ch.close();
  });
  let heard = 0;
  for await (const value of ch) if (value) heard++;
  expect(heard).toBe(count);
}, { native: 1_000, explored: 10 }));

test('src/runtime/proc_test TestTimerFairness: timers fire while goroutines send as fast as they can', () => holds(async (delay) => {
  const [done, stop] = [chan<true>(), chan<true>()];
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 2; i++) {
    wg.go(async () => {
      while ((await select({ sent: select.send(done, true), stop })).case !== 'stop');
    });
  }
  const timer = time.after(delay);
  while ((await select({ done, timer })).case !== 'timer');
  stop.close();
  await wg.wait();
}, { native: 5, explored: 0.001 })); // Virtual time moves by less than a microsecond a step.

test('src/runtime/proc_test TestTimerFairness2: timers fire although every operation is ready at once', () => run(async () => {
  const ch = chan<number>(1);
  let fired = false;
  time.afterFunc(2, () => { fired = true; });
  while (!fired) {
    await ch.send(1);
    await ch.receive();
  }
}));

test('src/runtime/proc_test TestNumGoroutine: the number of goroutines is how many the dump shows', () => holds(async () => {
  const stop = chan<never>();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 5; i++) wg.go(() => stop.receive());
  await time.sleep(1);
  expect(runtime.numGoroutine()).toBe(6);
  expect(runtime.stack().match(/^goroutine \d+ /gm)).toHaveLength(6);
  stop.close();
  await wg.wait();
  await time.sleep(1);
  expect(runtime.numGoroutine()).toBe(1);
}));

test('src/runtime/proc_test TestPingPongHog: two goroutines that hand a ball to and fro share the time with one that yields in a loop', () => holds(async (throws) => {
  const [ping, pong, stop, done] = [chan<true>(), chan<true>(), chan<true>(), chan<true>()];
  let hogged = 0;
  go(async () => {
    for (; (await select({ stop, default: true })).case === 'default'; hogged++) await gosched();
    await done.send(true);
  });
  go(async () => {
    for await (const ball of ping) await pong.send(ball);
    await done.send(true);
  });
  for (let i = 0; i < throws; i++) {
    await ping.send(true);
    await pong.receive();
    await gosched();
  }
  ping.close();
  stop.close();
  await done.receive();
  await done.receive();
  expect(hogged).toBeGreaterThanOrEqual(throws > 100 ? throws / 4 : 0);
}, { native: 1_000, explored: 5 })); // Go: within a factor of 20 of each other, in time

test('src/runtime/proc_test TestYieldLocked: yielding many times ends', () => holds(async () => {
  const done = chan<true>();
  go(async () => {
    for (let i = 0; i < 10; i++) {
      await gosched();
      await time.sleep(1);
    }
    await done.send(true);
  });
  await done.receive();
}));
