// Ways in which a wake-up is lost, and counters that are counted wrongly. Each stands beside its mended version.
import { chan, defer, go, gosched, sync, time } from 'concurrency-tutor';

// The condition is signalled before anybody waits, and the waiter does not look whether it holds already.
// found: deadlock
// stuck: main | sync.Cond.Wait | ready
export async function signalBeforeWait(): Promise<void> {
  const mu = new sync.Mutex();
  const ready = new sync.Cond(mu);
  go(async function prepare() {
    using _held = await mu.acquire();
    ready.signal();
  });
  await mu.lock();
  await ready.wait();
  mu.unlock();
}

export async function signalBeforeWaitMended(): Promise<void> {
  const mu = new sync.Mutex();
  const ready = new sync.Cond(mu);
  let prepared = false;
  go(async function prepare() {
    using _held = await mu.acquire();
    prepared = true;
    ready.signal();
  });
  await mu.lock();
  while (!prepared) await ready.wait();
  mu.unlock();
}

// One condition serves those who want to put and those who want to take; a signal may wake the wrong kind, which goes back to sleep.
// found: deadlock
// stuck: main | sync.WaitGroup.Wait | wg
export async function wrongOneWoken(): Promise<void> {
  const mu = new sync.Mutex();
  const changed = new sync.Cond(mu);
  const slot: number[] = [];
  const wg = new sync.WaitGroup();
  const put = async (): Promise<void> => {
    using _held = await mu.acquire();
    while (slot.length === 1) await changed.wait();
    slot.push(1);
    changed.signal();
  };
  const take = async (): Promise<void> => {
    using _held = await mu.acquire();
    while (slot.length === 0) await changed.wait();
    slot.pop();
    changed.signal();
  };
  for (let i = 0; i < 3; i++) {
    wg.go(take);
    wg.go(put);
  }
  await wg.wait();
}

export async function wrongOneWokenMended(): Promise<void> {
  const mu = new sync.Mutex();
  const changed = new sync.Cond(mu);
  const slot: number[] = [];
  const wg = new sync.WaitGroup();
  const put = async (): Promise<void> => {
    using _held = await mu.acquire();
    while (slot.length === 1) await changed.wait();
    slot.push(1);
    changed.broadcast();
  };
  const take = async (): Promise<void> => {
    using _held = await mu.acquire();
    while (slot.length === 0) await changed.wait();
    slot.pop();
    changed.broadcast();
  };
  for (let i = 0; i < 3; i++) {
    wg.go(take);
    wg.go(put);
  }
  await wg.wait();
}

// The state is looked at once, with `if`; whoever comes first after the signal takes what the woken one counts on.
// found: panic
export async function lookedOnlyOnce(): Promise<void> {
  const mu = new sync.Mutex();
  const filled = new sync.Cond(mu);
  const queue: number[] = [];
  const wg = new sync.WaitGroup();
  const take = async (): Promise<void> => {
    using _held = await mu.acquire();
    if (queue.length === 0) await filled.wait();
    if (queue.shift() === undefined) throw new Error('the queue is empty');
  };
  wg.go(take);
  wg.go(take);
  for (let n = 0; n < 2; n++) {
    using _held = await mu.acquire();
    queue.push(n);
    filled.broadcast();
  }
  await wg.wait();
}

export async function lookedOnlyOnceMended(): Promise<void> {
  const mu = new sync.Mutex();
  const filled = new sync.Cond(mu);
  const queue: number[] = [];
  const wg = new sync.WaitGroup();
  const take = async (): Promise<void> => {
    using _held = await mu.acquire();
    while (queue.length === 0) await filled.wait();
    if (queue.shift() === undefined) throw new Error('the queue is empty');
  };
  wg.go(take);
  wg.go(take);
  for (let n = 0; n < 2; n++) {
    using _held = await mu.acquire();
    queue.push(n);
    filled.broadcast();
  }
  await wg.wait();
}

// A flag is checked outside the lock, and it turns between the check and the wait.
// found: leak
// stuck: waitForData | sync.Cond.Wait | arrived
export async function checkedOutsideTheLock(): Promise<void> {
  const mu = new sync.Mutex();
  const arrived = new sync.Cond(mu);
  let data: string | undefined;
  const read = (): string | undefined => data;
  go(async function waitForData() {
    if (read() !== undefined) return;
    await mu.lock();
    using _unlock = defer(() => mu.unlock());
    await arrived.wait();
  });
  await gosched();
  await mu.lock();
  data = 'here';
  arrived.broadcast();
  mu.unlock();
}

export async function checkedOutsideTheLockMended(): Promise<void> {
  const mu = new sync.Mutex();
  const arrived = new sync.Cond(mu);
  let data: string | undefined;
  go(async function waitForData() {
    await mu.lock();
    using _unlock = defer(() => mu.unlock());
    while (data === undefined) await arrived.wait();
  });
  await mu.lock();
  data = 'here';
  arrived.broadcast();
  mu.unlock();
}

// A worker that fails leaves without counting itself done.
// found: deadlock
// stuck: main | sync.WaitGroup.Wait | wg
export async function failedWithoutDone(): Promise<void> {
  const wg = new sync.WaitGroup();
  for (let job = 0; job < 3; job++) {
    wg.add();
    go(async function work() {
      await time.sleep(1);
      if (job === 1) return;
      wg.done();
    });
  }
  await wg.wait();
}

export async function failedWithoutDoneMended(): Promise<void> {
  const wg = new sync.WaitGroup();
  for (let job = 0; job < 3; job++) {
    wg.add();
    go(async function work() {
      using _done = defer(() => wg.done());
      await time.sleep(1);
      if (job === 1) throw new Error('never reached');
    });
    if (job === 0) break;
  }
  await wg.wait();
}

// The counter is lowered more often than it was raised.
// found: panic waitgroup-misuse
export async function doneTwice(): Promise<void> {
  const wg = new sync.WaitGroup();
  wg.add();
  go(async function work() {
    using _done = defer(() => wg.done());
    await gosched();
    wg.done();
  });
  await wg.wait();
  await gosched();
  await gosched();
}

export async function doneTwiceMended(): Promise<void> {
  const wg = new sync.WaitGroup();
  wg.add();
  go(async function work() {
    using _done = defer(() => wg.done());
    await gosched();
  });
  await wg.wait();
}

// A group that is still being waited for is used for the next round.
// found: panic waitgroup-misuse
export async function usedAgainTooSoon(): Promise<void> {
  const wg = new sync.WaitGroup();
  const seen = chan<void>(1);
  wg.add();
  go(async function waiter() {
    await wg.wait();
    await seen.send();
  });
  await time.sleep(1);
  wg.done();
  wg.add();
  await gosched();
  wg.done();
  await seen.receive();
}

export async function usedAgainTooSoonMended(): Promise<void> {
  const wg = new sync.WaitGroup();
  const seen = chan<void>(1);
  wg.add();
  go(async function waiter() {
    await wg.wait();
    await seen.send();
  });
  await time.sleep(1);
  wg.done();
  await seen.receive();
  wg.add();
  wg.done();
}

// Everybody arrives at the barrier, but one leaves the program before; the barrier still counts it.
// found: deadlock
// stuck: walk | sync.Cond.Wait | open
export async function barrierCountsTooMany(): Promise<void> {
  const mu = new sync.Mutex();
  const open = new sync.Cond(mu);
  let arrived = 0;
  const wg = new sync.WaitGroup();
  const walk = async (): Promise<void> => {
    using _held = await mu.acquire();
    arrived++;
    if (arrived === 3) open.broadcast();
    while (arrived < 3) await open.wait();
  };
  wg.go(walk);
  wg.go(walk);
  await wg.wait();
}

export async function barrierCountsTooManyMended(): Promise<void> {
  const mu = new sync.Mutex();
  const open = new sync.Cond(mu);
  let arrived = 0;
  const wg = new sync.WaitGroup();
  const walk = async (): Promise<void> => {
    using _held = await mu.acquire();
    arrived++;
    if (arrived === 2) open.broadcast();
    while (arrived < 2) await open.wait();
  };
  wg.go(walk);
  wg.go(walk);
  await wg.wait();
}
