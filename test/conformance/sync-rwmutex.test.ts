import { expect, test } from 'vitest';
import { atomic, chan, go, gosched, run, sync, time } from '../../src/index.ts';
import { holds } from './schedules.ts';

test.each([1, 3, 4])('src/sync/rwmutex_test TestParallelReaders: %i readers hold the lock together', (readers) => holds(async () => {
  const mu = new sync.RWMutex();
  const [locked, unlock, done] = [chan<true>(), chan<true>(), chan<true>()];
  for (let i = 0; i < readers; i++) {
    go(async () => {
      await mu.rLock();
      await locked.send(true);
      await unlock.receive();
      mu.rUnlock();
      await done.send(true);
    });
  }
  for (const step of [() => locked.receive(), () => unlock.send(true), () => done.receive()]) for (let i = 0; i < readers; i++) await step();
  expect(mu.tryLock()).toBe(true);
}));

test('src/sync/rwmutex_test TestRWMutex: tries succeed exactly when the holders allow it', () => run(async () => {
  const mu = new sync.RWMutex();
  await mu.lock();
  expect([mu.tryLock(), mu.tryRLock()]).toEqual([false, false]);
  mu.unlock();
  expect(mu.tryLock()).toBe(true);
  mu.unlock();
  expect([mu.tryRLock(), mu.tryRLock(), mu.tryLock()]).toEqual([true, true, false]);
  mu.rUnlock();
  mu.rUnlock();
  expect(mu.tryLock()).toBe(true);
}));

// Go: 1, 4 and 10 processors, 1,000 rounds.
test.each([1, 3, 10])('src/sync/rwmutex_test TestRWMutex: two writers and %i readers never meet wrongly', (readers) => holds(async (rounds) => {
  const mu = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  /** Readers inside, plus 10,000 for each writer. */
  const activity = new atomic.Int32();
  const read = async (): Promise<void> => {
    for (let i = 0; i < rounds; i++) {
      await mu.rLock();
      const inside = activity.add(1);
      expect(inside >= 1 && inside < 10_000).toBe(true);
      await gosched();
      activity.add(-1);
      mu.rUnlock();
    }
  };
  const write = async (): Promise<void> => {
    for (let i = 0; i < rounds; i++) {
      await mu.lock();
      expect(activity.add(10_000)).toBe(10_000);
      await gosched();
      activity.add(-10_000);
      mu.unlock();
    }
  };
  wg.go(write);
  for (let i = 0; i < readers; i++) {
    if (i === Math.floor(readers / 2)) wg.go(write);
    wg.go(read);
  }
  await wg.wait();
  expect(activity.load()).toBe(0);
}, { native: 200, explored: 2 }));

test('src/sync/rwmutex_test TestRLocker: the read side as a lock shares with readers and respects the writer', () => holds(async (rounds) => {
  const mu = new sync.RWMutex();
  const reader = mu.rLocker();
  const [writeLocked, readLocked] = [chan<true>(1), chan<true>(1)];
  go(async () => {
    for (let i = 0; i < rounds; i++) {
      await reader.lock();
      await reader.lock();
      await readLocked.send(true);
      await mu.lock();
      await writeLocked.send(true);
    }
  });
  for (let i = 0; i < rounds; i++) {
    await readLocked.receive();
    reader.unlock();
    expect(writeLocked.tryReceive()).toBe(undefined);
    reader.unlock();
    await writeLocked.receive();
    expect(readLocked.tryReceive()).toBe(undefined);
    mu.unlock();
  }
}, { native: 10, explored: 3 }));

test('src/sync/rwmutex documentation: a writer that waits keeps new readers out, and is not starved by them', () => holds(async () => {
  const mu = new sync.RWMutex();
  const order: string[] = [];
  const wg = new sync.WaitGroup();
  await mu.rLock();
  wg.go(async () => {
    await mu.lock();
    order.push('writer');
    mu.unlock();
  });
  await time.sleep(1);
  expect(mu.tryRLock()).toBe(false);
  wg.go(async () => {
    await mu.rLock();
    order.push('late reader');
    mu.rUnlock();
  });
  await time.sleep(1);
  expect(order).toEqual([]);
  mu.rUnlock();
  await wg.wait();
  expect(order).toEqual(['writer', 'late reader']);
}));
