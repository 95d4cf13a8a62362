import { describe, expect, test } from 'vitest';
import { atomic, go, gosched, Panic, run, sync, time } from '../../src/index.ts';

describe('a wait group', () => {
  test('waits until the counter is zero', () => run(async () => {
    const wg = new sync.WaitGroup();
    let finished = 0;
    wg.add(3);
    for (let i = 0; i < 3; i++) go(async () => {
      await time.sleep(i);
      finished++;
      wg.done();
    });
    await wg.wait();
    expect(finished).toBe(3);
  }));

  test('does not wait when there is nothing to wait for', () => run(() => new sync.WaitGroup().wait()));

  test('wakes everybody who waits', () => run(async () => {
    const wg = new sync.WaitGroup();
    let woken = 0;
    wg.add();
    for (let i = 0; i < 3; i++) go(async () => {
      await wg.wait();
      woken++;
    });
    await gosched();
    wg.done();
    await gosched();
    expect(woken).toBe(3);
  }));

  test('go adds, runs with arguments, and is done however the function ends', () => run(async () => {
    const wg = new sync.WaitGroup();
    const seen: string[] = [];
    wg.go(async (a: string, b: string) => {
      await gosched();
      seen.push(a + b);
    }, 'a', 'b');
    await wg.wait();
    expect(seen).toEqual(['ab']);
  }));

  test('when a function that go runs throws, nobody who waits goes on', async () => {
    let wentOn = false;
    await expect(run(async () => {
      const wg = new sync.WaitGroup();
      wg.go(() => { throw new Error('boom'); });
      await wg.wait();
      wentOn = true;
    })).rejects.toThrow('boom');
    expect(wentOn).toBe(false);
  });

  test('may be used again after the wait', () => run(async () => {
    const wg = new sync.WaitGroup();
    for (let round = 0; round < 3; round++) {
      wg.go(() => gosched());
      await wg.wait();
    }
  }));

  test('a counter below zero panics', () => {
    expect(() => new sync.WaitGroup().done()).toThrow(new Panic('sync: negative WaitGroup counter'));
  });

  test('adding again before a waiter has gone on panics there', () => run(async () => {
    const wg = new sync.WaitGroup();
    wg.add();
    const failure = wg.wait().catch((error: unknown) => error);
    await gosched();
    wg.done();
    wg.add();
    expect(await failure).toEqual(new Panic('sync: WaitGroup is reused before previous Wait has returned'));
    wg.done();
  }));
});

describe('a mutex', () => {
  test('lets one goroutine in at a time, in the order they came', () => run(async () => {
    const mu = new sync.Mutex();
    const wg = new sync.WaitGroup();
    const order: number[] = [];
    let inside = 0;
    for (let i = 0; i < 5; i++) wg.go(async () => {
      await mu.lock();
      expect(++inside).toBe(1);
      await gosched();
      inside--;
      order.push(i);
      mu.unlock();
    });
    await wg.wait();
    expect(order).toEqual([0, 1, 2, 3, 4]);
  }));

  test('acquire unlocks at the end of the block, also by a throw', () => run(async () => {
    const mu = new sync.Mutex();
    await expect((async () => {
      using _held = await mu.acquire();
      throw new Error('inside');
    })()).rejects.toThrow('inside');
    expect(mu.tryLock()).toBe(true);
    expect(mu.tryLock()).toBe(false);
  }));

  test('unlocking what is not locked panics', () => {
    expect(() => new sync.Mutex().unlock()).toThrow(new Panic('sync: unlock of unlocked mutex'));
  });
});

describe('a read-write mutex', () => {
  test('readers share it', () => run(async () => {
    const mu = new sync.RWMutex();
    await mu.rLock();
    await mu.rLock();
    expect(mu.tryLock()).toBe(false);
    mu.rUnlock();
    mu.rUnlock();
    expect(mu.tryLock()).toBe(true);
    expect(mu.tryRLock()).toBe(false);
  }));

  test('a writer that waits keeps new readers out, and goes first', () => run(async () => {
    const mu = new sync.RWMutex();
    const order: string[] = [];
    await mu.rLock();
    go(async () => { await mu.lock(); order.push('writer'); mu.unlock(); });
    await gosched();
    go(async () => { await mu.rLock(); order.push('reader'); mu.rUnlock(); });
    await gosched();
    expect(order).toEqual([]);
    mu.rUnlock();
    await gosched();
    await gosched();
    expect(order).toEqual(['writer', 'reader']);
  }));

  test('after a writer, the readers that waited go before the next writer', () => run(async () => {
    const mu = new sync.RWMutex();
    const order: string[] = [];
    await mu.lock();
    go(async () => { await mu.lock(); order.push('writer'); mu.unlock(); });
    go(async () => { await mu.rLock(); order.push('reader'); mu.rUnlock(); });
    await gosched();
    mu.unlock();
    await gosched();
    await gosched();
    expect(order).toEqual(['reader', 'writer']);
  }));

  test('misuse panics with the texts of Go', () => {
    expect(() => new sync.RWMutex().unlock()).toThrow(new Panic('sync: Unlock of unlocked RWMutex'));
    expect(() => new sync.RWMutex().rUnlock()).toThrow(new Panic('sync: RUnlock of unlocked RWMutex'));
  });
});

describe('once, cond, pool, map, onceFunc', () => {
  test('once calls once, and everybody waits for that call', () => run(async () => {
    const once = new sync.Once();
    const wg = new sync.WaitGroup();
    let calls = 0;
    let ready = false;
    for (let i = 0; i < 5; i++) wg.go(async () => {
      await once.do(async () => {
        calls++;
        await time.sleep(2);
        ready = true;
      });
      expect(ready).toBe(true);
    });
    await wg.wait();
    expect(calls).toBe(1);
  }));

  test('a call that throws counts as done', () => run(async () => {
    const once = new sync.Once();
    await expect(once.do(() => { throw new Error('first'); })).rejects.toThrow('first');
    await once.do(() => { throw new Error('second'); });
  }));

  test('signal wakes the one that waits longest, broadcast wakes all', () => run(async () => {
    const mu = new sync.Mutex();
    const cond = new sync.Cond(mu);
    const woken: number[] = [];
    for (let i = 0; i < 4; i++) go(async () => {
      await mu.lock();
      await cond.wait();
      woken.push(i);
      mu.unlock();
    });
    await gosched();
    cond.signal();
    await gosched();
    expect(woken).toEqual([0]);
    cond.broadcast();
    await gosched();
    await gosched();
    expect(woken).toEqual([0, 1, 2, 3]);
  }));

  test('waiting without the lock panics', () => run(async () => {
    await expect(new sync.Cond(new sync.Mutex()).wait()).rejects.toThrow('sync: unlock of unlocked mutex');
  }));

  test('a pool gives back what was put in, or makes a new one', () => {
    const pool = new sync.Pool(() => ({ made: true }));
    const first = pool.get();
    pool.put(first as { made: boolean });
    expect(pool.get()).toBe(first);
    expect(pool.get()).toEqual({ made: true });
    expect(new sync.Pool().get()).toBeUndefined();
  });

  test('a map stores, loads, swaps and compares', () => {
    const map = new sync.Map<string, number>();
    expect(map.loadOrStore('a', 1)).toEqual([1, false]);
    expect(map.loadOrStore('a', 2)).toEqual([1, true]);
    expect(map.compareAndSwap('a', 2, 3)).toBe(false);
    expect(map.compareAndSwap('a', 1, 3)).toBe(true);
    expect(map.swap('a', 4)).toEqual([3, true]);
    expect(map.loadAndDelete('a')).toEqual([4, true]);
    expect(map.load('a')).toEqual([undefined, false]);
  });

  test('a visit of a map sees no key twice, whatever it stores', () => {
    const map = new sync.Map<number, number>();
    map.store(1, 1);
    let visits = 0;
    map.range((key) => {
      map.delete(key);
      map.store(key, 1);
      map.store(key + visits, 1);
      return ++visits < 1_000;
    });
    expect(visits).toBe(1);
  });

  test('onceFunc throws again what its one call threw; onceValue keeps the value', () => {
    let calls = 0;
    const fails = sync.onceFunc(() => { calls++; throw new Error('once'); });
    expect(fails).toThrow('once');
    expect(fails).toThrow('once');
    expect(calls).toBe(1);
    const value = sync.onceValue(() => ++calls);
    expect([value(), value()]).toEqual([2, 2]);
  });
});

describe('atomic', () => {
  test('integers wrap around as in Go', () => {
    expect(new atomic.Int32(2 ** 31 - 1).add(1)).toBe(-(2 ** 31));
    expect(new atomic.Uint32(0).add(-1)).toBe(2 ** 32 - 1);
    expect(new atomic.Int64(2n ** 63n - 1n).add(1n)).toBe(-(2n ** 63n));
  });

  test('compareAndSwap takes what it expects as a value of its type', () => {
    expect(new atomic.Int32(0).compareAndSwap(-0, 1)).toBe(true);
    expect(new atomic.Uint32(2 ** 32 - 1).compareAndSwap(-1, 1)).toBe(true);
    expect(new atomic.Int64(-1n).compareAndSwap(2n ** 64n - 1n, 1n)).toBe(true);
  });

  test('compareAndSwap changes only what is as expected', () => {
    const flag = new atomic.Bool();
    expect(flag.compareAndSwap(true, false)).toBe(false);
    expect(flag.compareAndSwap(false, true)).toBe(true);
    expect(flag.swap(false)).toBe(true);
    expect(flag.load()).toBe(false);
  });
});
