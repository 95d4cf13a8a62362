import { expect, test } from 'vitest';
import { chan, go, gosched, sync } from '../../src/index.ts';
import { holds, holdsLeaving } from './schedules.ts';

test('src/sync/cond_test TestCondSignal: each signal wakes exactly one waiter', () => holds(async () => {
  const count = 2;
  const mu = new sync.Mutex();
  const cond = new sync.Cond(mu);
  const [running, awake] = [chan<true>(count), chan<true>(count)];
  for (let i = 0; i < count; i++) {
    go(async () => {
      await mu.lock();
      await running.send(true);
      await cond.wait();
      await awake.send(true);
      mu.unlock();
    });
  }
  for (let i = 0; i < count; i++) await running.receive();
  for (let i = 0; i < count; i++) {
    expect(awake.tryReceive()).toBe(undefined);
    await mu.lock();
    cond.signal();
    mu.unlock();
    await awake.receive();
    expect(awake.tryReceive()).toBe(undefined);
  }
  cond.signal();
}));

test('src/sync/cond_test TestCondSignalGenerations: waiters wake in the order in which they came', () => holds(async (count) => {
  const mu = new sync.Mutex();
  const cond = new sync.Cond(mu);
  const [running, awake] = [chan<true>(count), chan<number>(count)];
  for (let i = 0; i < count; i++) {
    go(async () => {
      await mu.lock();
      await running.send(true);
      await cond.wait();
      await awake.send(i);
      mu.unlock();
    });
    if (i > 0) expect(await awake.receive()).toBe(i - 1);
    await running.receive();
    await mu.lock();
    cond.signal();
    mu.unlock();
  }
  expect(await awake.receive()).toBe(count - 1);
}, { native: 100, explored: 6 }));

test('src/sync/cond_test TestCondBroadcast: a broadcast wakes all who wait, each once', () => holds(async (count) => {
  const mu = new sync.Mutex();
  const cond = new sync.Cond(mu);
  const [running, awake] = [chan<number>(count), chan<number>(count)];
  const wg = new sync.WaitGroup();
  let exit = false;
  for (let id = 0; id < count; id++) {
    wg.go(async () => {
      await mu.lock();
      while (!exit) {
        await running.send(id);
        await cond.wait();
        await awake.send(id);
      }
      mu.unlock();
    });
  }
  for (let round = 0; round < count; round++) {
    for (let i = 0; i < count; i++) await running.receive();
    await mu.lock();
    exit = round === count - 1;
    mu.unlock();
    expect(awake.tryReceive()).toBe(undefined);
    await mu.lock();
    cond.broadcast();
    mu.unlock();
    const woken = new Set<number | undefined>();
    for (let i = 0; i < count; i++) woken.add(await awake.receive());
    expect(woken.size).toBe(count);
  }
  expect(running.tryReceive()).toBe(undefined);
  cond.broadcast();
  await wg.wait();
}, { native: 40, explored: 3 })); // Go: 200 goroutines and rounds

test('src/sync/cond_test TestRace: who waits sees what was written before the signal', () => holds(async () => {
  let x = 0;
  const cond = new sync.Cond(new sync.Mutex());
  const wg = new sync.WaitGroup();
  const lockAgain = async (): Promise<void> => {
    cond.locker.unlock();
    await gosched();
    await cond.locker.lock();
  };
  wg.go(async () => {
    await cond.locker.lock();
    x = 1;
    await cond.wait();
    expect(x).toBe(2);
    x = 3;
    cond.signal();
    cond.locker.unlock();
  });
  wg.go(async () => {
    await cond.locker.lock();
    while (x !== 1) await lockAgain();
    x = 2;
    cond.signal();
    cond.locker.unlock();
  });
  wg.go(async () => {
    await cond.locker.lock();
    while (x !== 2 && x !== 3) await lockAgain();
    if (x === 2) {
      await cond.wait();
      expect(x).toBe(3);
    }
    cond.locker.unlock();
  });
  await wg.wait();
}));

test('src/sync/cond_test TestCondSignalStealing: a waiter that was there first is not robbed of a broadcast by one that comes later', () => holdsLeaving(async (rounds) => {
  for (let round = 0; round < rounds; round++) {
    const mu = new sync.Mutex();
    const cond = new sync.Cond(mu);
    const first = chan<true>();
    let done = false;
    go(async () => {
      await mu.lock();
      await first.send(true);
      await cond.wait();
      mu.unlock();
      await first.send(true);
    });
    await first.receive();
    // Having had the lock, we know that the first waiter waits.
    await mu.lock();
    mu.unlock();
    go(() => cond.broadcast());
    go(async () => {
      await mu.lock();
      while (!done) await cond.wait();
      mu.unlock();
    });
    await first.receive();
    await mu.lock();
    done = true;
    mu.unlock();
    cond.broadcast();
  }
}, { native: 500, explored: 2 })); // Go: 1,000 rounds
