// Ways in which locks stop a program. Each stands beside its mended version.
import { defer, go, semaphore, context, sync, time } from 'concurrency-tutor';

// An early return keeps the lock, and the next caller waits for it.
// found: deadlock
// stuck: main | sync.Mutex.Lock | mu
export async function keptOnEarlyReturn(): Promise<void> {
  const mu = new sync.Mutex();
  const take = async (amount: number): Promise<boolean> => {
    await mu.lock();
    if (amount > 10) return false;
    mu.unlock();
    return true;
  };
  await take(20);
  await take(5);
}

export async function keptOnEarlyReturnMended(): Promise<void> {
  const mu = new sync.Mutex();
  const take = async (amount: number): Promise<boolean> => {
    using _held = await mu.acquire();
    return amount <= 10;
  };
  await take(20);
  await take(5);
}

// A method that locks calls another that locks the same.
// found: deadlock
// stuck: report | sync.Mutex.Lock | mu
export async function reentered(): Promise<void> {
  const mu = new sync.Mutex();
  const total = async (): Promise<number> => {
    using _held = await mu.acquire();
    return 1;
  };
  const report = async (): Promise<void> => {
    using _held = await mu.acquire();
    await total();
  };
  const wg = new sync.WaitGroup();
  wg.go(report);
  await wg.wait();
}

export async function reenteredMended(): Promise<void> {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  wg.go(async function report() {
    using _held = await mu.acquire();
  });
  await wg.wait();
}

// Two goroutines take the same two locks in opposite order; a third goes on ticking, so the program as a whole is never at rest.
// found: deadlock
// stuck: there | sync.Mutex.Lock | b
// stuck: back | sync.Mutex.Lock | a
export async function oppositeOrderWhileOthersGoOn(): Promise<void> {
  const [a, b] = [new sync.Mutex('a'), new sync.Mutex('b')];
  go.daemon(async function pulse() { for (;;) await time.sleep(10); });
  const wg = new sync.WaitGroup();
  wg.go(async function there() {
    using _a = await a.acquire();
    using _b = await b.acquire();
  });
  wg.go(async function back() {
    using _b = await b.acquire();
    using _a = await a.acquire();
  });
  await wg.wait();
}

export async function oppositeOrderWhileOthersGoOnMended(): Promise<void> {
  const [a, b] = [new sync.Mutex('a'), new sync.Mutex('b')];
  go.daemon(async function pulse() { for (;;) await time.sleep(10); });
  const wg = new sync.WaitGroup();
  for (let round = 0; round < 2; round++) {
    wg.go(async function both() {
      using _a = await a.acquire();
      using _b = await b.acquire();
    });
  }
  await wg.wait();
}

// Three philosophers, three forks, everybody takes the left one first.
// found: deadlock
// stuck: dine | sync.Mutex.Lock
export async function ringOfThree(): Promise<void> {
  const forks = [new sync.Mutex('fork 1'), new sync.Mutex('fork 2'), new sync.Mutex('fork 3')] as const;
  const wg = new sync.WaitGroup();
  const dine = async (left: sync.Mutex, right: sync.Mutex): Promise<void> => {
    using _left = await left.acquire();
    using _right = await right.acquire();
  };
  wg.go(dine, forks[0], forks[1]);
  wg.go(dine, forks[1], forks[2]);
  wg.go(dine, forks[2], forks[0]);
  await wg.wait();
}

export async function ringOfThreeMended(): Promise<void> {
  const forks = [new sync.Mutex('fork 1'), new sync.Mutex('fork 2'), new sync.Mutex('fork 3')] as const;
  const wg = new sync.WaitGroup();
  const dine = async (left: sync.Mutex, right: sync.Mutex): Promise<void> => {
    using _left = await left.acquire();
    using _right = await right.acquire();
  };
  wg.go(dine, forks[0], forks[1]);
  wg.go(dine, forks[1], forks[2]);
  wg.go(dine, forks[0], forks[2]);
  await wg.wait();
}

// A reader wants to become the writer without giving its share back.
// found: deadlock
// stuck: refresh | sync.RWMutex.Lock | mu
export async function upgraded(): Promise<void> {
  const mu = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  wg.go(async function refresh() {
    await mu.rLock();
    using _read = defer(() => mu.rUnlock());
    await mu.lock();
    mu.unlock();
  });
  await wg.wait();
}

export async function upgradedMended(): Promise<void> {
  const mu = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  wg.go(async function refresh() {
    await mu.rLock();
    mu.rUnlock();
    await mu.lock();
    mu.unlock();
  });
  await wg.wait();
}

// A reader calls back into code that reads again; a writer that comes between stops both, and everybody after them.
// found: deadlock
// stuck: visit | sync.RWMutex.RLock | mu
// stuck: change | sync.RWMutex.Lock | mu
export async function readTwiceAroundAWriter(): Promise<void> {
  const mu = new sync.RWMutex();
  const each = async (visitOne: () => Promise<void>): Promise<void> => {
    await mu.rLock();
    using _read = defer(() => mu.rUnlock());
    await visitOne();
  };
  go(async function visit() {
    await each(async () => {
      await mu.rLock();
      mu.rUnlock();
    });
  });
  go(async function change() {
    await mu.lock();
    mu.unlock();
  });
  await time.sleep(1);
}

export async function readTwiceAroundAWriterMended(): Promise<void> {
  const mu = new sync.RWMutex();
  go(async function visit() {
    await mu.rLock();
    mu.rUnlock();
  });
  go(async function change() {
    await mu.lock();
    mu.unlock();
  });
  await time.sleep(1);
}

// Two read-write locks: each goroutine reads one and writes the other.
// found: deadlock
// stuck: copyForth | sync.RWMutex.Lock | right
// stuck: copyBack | sync.RWMutex.Lock | left
export async function readOneWriteOther(): Promise<void> {
  const left = new sync.RWMutex();
  const right = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  wg.go(async function copyForth() {
    using _from = await left.rAcquire();
    using _to = await right.acquire();
  });
  wg.go(async function copyBack() {
    using _from = await right.rAcquire();
    using _to = await left.acquire();
  });
  await wg.wait();
}

export async function readOneWriteOtherMended(): Promise<void> {
  const left = new sync.RWMutex();
  const right = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  wg.go(async function copyForth() {
    using _from = await left.rAcquire();
    using _to = await right.acquire();
  });
  wg.go(async function copyBack() {
    using _to = await left.acquire();
    using _from = await right.rAcquire();
  });
  await wg.wait();
}

// A lookup that fails keeps its read lock; writers wait for ever, and later readers behind them.
// found: deadlock
// stuck: main | sync.RWMutex.Lock | mu
export async function readerLost(): Promise<void> {
  const mu = new sync.RWMutex();
  const table = new Map([['a', 1]]);
  const find = async (key: string): Promise<number> => {
    await mu.rLock();
    const value = table.get(key);
    if (value === undefined) throw new Error('not there');
    mu.rUnlock();
    return value;
  };
  await find('b').catch(() => 0);
  await mu.lock();
  table.set('b', 2);
  mu.unlock();
}

export async function readerLostMended(): Promise<void> {
  const mu = new sync.RWMutex();
  const table = new Map([['a', 1]]);
  const find = async (key: string): Promise<number> => {
    using _read = await mu.rAcquire();
    const value = table.get(key);
    if (value === undefined) throw new Error('not there');
    return value;
  };
  await find('b').catch(() => 0);
  await mu.lock();
  table.set('b', 2);
  mu.unlock();
}

// Doing something once asks, in the middle of it, for the same thing.
// found: deadlock
// stuck: main | sync.Mutex.Lock | once
export async function onceWithinOnce(): Promise<void> {
  const once = new sync.Once();
  const configure = async (depth: number): Promise<void> => {
    await once.do(async () => { if (depth < 2) await configure(depth + 1); });
  };
  await configure(0);
}

export async function onceWithinOnceMended(): Promise<void> {
  const once = new sync.Once();
  await once.do(() => {});
  await once.do(() => {});
}

// Two things that are made once need each other.
// found: deadlock
// stuck: useCache | sync.Mutex.Lock | log
// stuck: useLog | sync.Mutex.Lock | cache
export async function crossedOnces(): Promise<void> {
  const cache = new sync.Once();
  const log = new sync.Once();
  const wg = new sync.WaitGroup();
  const makeCache = async (): Promise<void> => { await log.do(() => {}); };
  const makeLog = async (): Promise<void> => { await cache.do(() => {}); };
  wg.go(async function useCache() { await cache.do(makeCache); });
  wg.go(async function useLog() { await log.do(makeLog); });
  await wg.wait();
}

export async function crossedOncesMended(): Promise<void> {
  const cache = new sync.Once();
  const log = new sync.Once();
  const wg = new sync.WaitGroup();
  wg.go(async function useCache() { await cache.do(async () => { await log.do(() => {}); }); });
  wg.go(async function useLog() { await log.do(() => {}); });
  await wg.wait();
}

// Both goroutines hold one unit of a weighted semaphore and want another.
// found: deadlock
// stuck: half
export async function halfOfASemaphore(): Promise<void> {
  const units = new semaphore.Weighted(2);
  const wg = new sync.WaitGroup();
  const half = async (): Promise<void> => {
    await units.acquire(context.background(), 1);
    await units.acquire(context.background(), 1);
    units.release(2);
  };
  wg.go(half);
  wg.go(half);
  await wg.wait();
}

export async function halfOfASemaphoreMended(): Promise<void> {
  const units = new semaphore.Weighted(2);
  const wg = new sync.WaitGroup();
  const whole = async (): Promise<void> => {
    await units.acquire(context.background(), 2);
    units.release(2);
  };
  wg.go(whole);
  wg.go(whole);
  await wg.wait();
}

// Waiting for the workers while holding the lock they need to finish.
// found: deadlock
// stuck: main | sync.WaitGroup.Wait | wg
// stuck: work | sync.Mutex.Lock | mu
export async function waitUnderLock(): Promise<void> {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  wg.go(async function work() {
    await time.sleep(1);
    using _held = await mu.acquire();
  });
  await mu.lock();
  await wg.wait();
  mu.unlock();
}

export async function waitUnderLockMended(): Promise<void> {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  wg.go(async function work() {
    await time.sleep(1);
    using _held = await mu.acquire();
  });
  await mu.lock();
  mu.unlock();
  await wg.wait();
}

// Whoever cannot have both locks gives back what it has and tries again; but it is itself the one that keeps the other lock.
// found: livelock
export async function afterYou(): Promise<void> {
  const [a, b] = [new sync.Mutex('a'), new sync.Mutex('b')];
  await b.lock();
  for (;;) {
    if (a.tryLock()) {
      if (b.tryLock()) break;
      a.unlock();
    }
    await time.sleep(1);
  }
  b.unlock();
  a.unlock();
}

export async function afterYouMended(): Promise<void> {
  const [a, b] = [new sync.Mutex('a'), new sync.Mutex('b')];
  await a.lock();
  await b.lock();
  b.unlock();
  a.unlock();
}
