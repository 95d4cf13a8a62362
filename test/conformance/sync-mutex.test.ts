import { expect, test } from 'vitest';
import { chan, go, gosched, Panic, run, select, sync } from '../../src/index.ts';
import { blocks, holds } from './schedules.ts';

test('src/sync/mutex_test TestMutex: a try succeeds exactly when nobody holds the lock', () => holds(async () => {
  const mu = new sync.Mutex();
  await mu.lock();
  expect(mu.tryLock()).toBe(false);
  mu.unlock();
  expect(mu.tryLock()).toBe(true);
  mu.unlock();
}));

test('src/sync/mutex_test TestMutex, TestSemaphore: many goroutines that lock, try and unlock exclude each other and all come through', () => holds(async (loops) => {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  let [inside, entries] = [0, 0];
  const critical = async (): Promise<void> => {
    expect(++inside).toBe(1);
    entries++;
    await gosched();
    inside--;
    mu.unlock();
  };
  for (let g = 0; g < 10; g++) {
    wg.go(async () => {
      for (let i = 0; i < loops; i++) {
        if (i % 3 === 0) {
          if (mu.tryLock()) await critical();
          continue;
        }
        await mu.lock();
        await critical();
      }
    });
  }
  await wg.wait();
  expect(entries).toBeGreaterThanOrEqual(10 * (loops - Math.ceil(loops / 3)));
}, { native: 300, explored: 3 })); // Go: 1,000 loops

test('src/sync/mutex_test: a lock that is taken twice by its own holder blocks', () => blocks(async () => {
  const mu = new sync.Mutex();
  await mu.lock();
  await mu.lock();
}));

test.each<[string, (mu: sync.Mutex) => Promise<void>]>([
  ['Mutex.Unlock', async () => {}],
  ['Mutex.Unlock2', async (mu) => { await mu.lock(); mu.unlock(); }],
])('src/sync/mutex_test TestMutexMisuse %s: an unlock of a mutex nobody holds panics', async (_name, prepare) => {
  const mu = new sync.Mutex();
  await expect(run(async () => {
    await prepare(mu);
    mu.unlock();
  })).rejects.toEqual(new Panic('sync: unlock of unlocked mutex'));
});

test.each<[string, string, (mu: sync.RWMutex) => Promise<void>]>([
  ['RWMutex.Unlock', 'sync: Unlock of unlocked RWMutex', async (mu) => mu.unlock()],
  ['RWMutex.Unlock2', 'sync: Unlock of unlocked RWMutex', async (mu) => { await mu.rLock(); mu.unlock(); }],
  ['RWMutex.Unlock3', 'sync: Unlock of unlocked RWMutex', async (mu) => { await mu.lock(); mu.unlock(); mu.unlock(); }],
  ['RWMutex.RUnlock', 'sync: RUnlock of unlocked RWMutex', async (mu) => mu.rUnlock()],
  ['RWMutex.RUnlock2', 'sync: RUnlock of unlocked RWMutex', async (mu) => { await mu.lock(); mu.rUnlock(); }],
  ['RWMutex.RUnlock3', 'sync: RUnlock of unlocked RWMutex', async (mu) => { await mu.rLock(); mu.rUnlock(); mu.rUnlock(); }],
])('src/sync/mutex_test TestMutexMisuse %s: panics', async (_name, text, misuse) => {
  await expect(run(() => misuse(new sync.RWMutex()))).rejects.toEqual(new Panic(text));
});

test('src/sync/mutex_test TestMutexFairness: a goroutine that takes the lock again at once cannot keep another out', () => holds(async (turns) => {
  const mu = new sync.Mutex();
  const [stop, stopped] = [chan<never>(), chan<true>()];
  go(async () => {
    do {
      await mu.lock();
      await gosched();
      mu.unlock();
    } while ((await select({ stop, default: true })).case === 'default');
    await stopped.send(true);
  });
  for (let i = 0; i < turns; i++) {
    await gosched();
    await mu.lock();
    mu.unlock();
  }
  stop.close();
  await stopped.receive();
}, { native: 100, explored: 5 }));
