// Waiting that looks endless, or circular, and is neither. Nothing here is wrong.
import { atomic, chan, context, defer, errgroup, go, gosched, nilChan, select, semaphore, sync, time, type Channel } from 'concurrency-tutor';

/** Polling with a pause between looks. */
export async function pollsWithPauses(): Promise<void> {
  const ready = new atomic.Bool();
  go(async function prepare() {
    await time.sleep(20);
    ready.store(true);
  });
  while (!ready.load()) await time.sleep(3);
}

/** Polling without a pause, giving way to the others. */
export async function pollsWithoutPauses(): Promise<void> {
  const ready = new atomic.Bool();
  go(async function prepare() {
    for (let step = 0; step < 5; step++) await gosched();
    ready.store(true);
  });
  while (!ready.load()) await gosched();
}

/** Polling by a select with a default. */
export async function pollsWithDefault(): Promise<void> {
  const ready = chan<number>(1);
  go(async function prepare() {
    for (let step = 0; step < 5; step++) await gosched();
    await ready.send(1);
  });
  for (;;) {
    const event = await select({ ready, default: true });
    if (event.case === 'ready') return;
  }
}

/** Polling by trySend until there is room. */
export async function pollsForRoom(): Promise<void> {
  const slots = chan<number>(1);
  go(async function drain() { for (let n = 0; n < 3; n++) { await time.sleep(2); await slots.receive(); } });
  for (let n = 0; n < 3; n++) while (!slots.trySend(n)) await time.sleep(1);
}

/** Trying for a lock again and again, while others hold it by turns. */
export async function triesForTheLock(): Promise<void> {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  wg.go(async function hold() {
    for (let n = 0; n < 3; n++) {
      await mu.lock();
      await time.sleep(1);
      mu.unlock();
      await gosched();
    }
  });
  while (!mu.tryLock()) await gosched();
  mu.unlock();
  await wg.wait();
}

/** Two locks, taken by everybody in the same order. */
export async function sameOrder(): Promise<void> {
  const [a, b] = [new sync.Mutex('a'), new sync.Mutex('b')];
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    wg.go(async function move() {
      using _a = await a.acquire();
      using _b = await b.acquire();
      await gosched();
    });
  }
  await wg.wait();
}

/** Opposite order, but never both held at once by both: a gate lets one through at a time. */
export async function oppositeOrderBehindAGate(): Promise<void> {
  const [gate, a, b] = [new sync.Mutex('gate'), new sync.Mutex('a'), new sync.Mutex('b')];
  const wg = new sync.WaitGroup();
  wg.go(async function there() {
    using _gate = await gate.acquire();
    using _a = await a.acquire();
    using _b = await b.acquire();
  });
  wg.go(async function back() {
    using _gate = await gate.acquire();
    using _b = await b.acquire();
    using _a = await a.acquire();
  });
  await wg.wait();
}

/** Opposite order, but the second lock is only tried for. */
export async function oppositeOrderWithATry(): Promise<void> {
  const [a, b] = [new sync.Mutex('a'), new sync.Mutex('b')];
  const wg = new sync.WaitGroup();
  wg.go(async function there() {
    using _a = await a.acquire();
    using _b = await b.acquire();
  });
  wg.go(async function back() {
    for (;;) {
      await b.lock();
      if (a.tryLock()) break;
      b.unlock();
      await gosched();
    }
    a.unlock();
    b.unlock();
  });
  await wg.wait();
}

/** A lock is taken by one goroutine and given back by another: it hands over the right, too. */
export async function lockHandedOver(): Promise<void> {
  const mu = new sync.Mutex();
  const handed = chan<void>();
  const state = { value: 0 };
  await mu.lock();
  go(async function finish() {
    await handed.receive();
    state.value++;
    mu.unlock();
  });
  state.value++;
  await handed.send();
  await mu.lock();
  console.log(state.value);
  mu.unlock();
}

/** While one waits for a lock, its holder waits for a third who needs no lock. */
export async function holderWaitsForAThird(): Promise<void> {
  const mu = new sync.Mutex();
  const fetched = chan<number>();
  go(async function fetch() {
    await time.sleep(5);
    await fetched.send(1);
  });
  const wg = new sync.WaitGroup();
  wg.go(async function holder() {
    using _held = await mu.acquire();
    await fetched.receive();
  });
  wg.go(async function other() { using _held = await mu.acquire(); });
  await wg.wait();
}

/** A lock is held while a goroutine is waited for that uses another lock. */
export async function waitsUnderAnotherLock(): Promise<void> {
  const [outer, inner] = [new sync.Mutex('outer'), new sync.Mutex('inner')];
  const wg = new sync.WaitGroup();
  await outer.lock();
  wg.go(async function work() { using _held = await inner.acquire(); });
  await wg.wait();
  outer.unlock();
}

/** Readers that read twice, where nobody writes. */
export async function nestedReaders(): Promise<void> {
  const mu = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    wg.go(async function read() {
      using _outer = await mu.rAcquire();
      await gosched();
      using _inner = await mu.rAcquire();
    });
  }
  await wg.wait();
}

/** Readers and a writer that take turns. */
export async function readersAndAWriter(): Promise<void> {
  const mu = new sync.RWMutex();
  const prices = new Map([['tea', 1]]);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    wg.go(async function look() {
      using _read = await mu.rAcquire();
      await gosched();
      console.log((prices.get('tea') ?? 0) > 0);
    });
  }
  wg.go(async function change() {
    using _write = await mu.acquire();
    prices.set('tea', 2);
    prices.set('milk', 3);
  });
  await wg.wait();
}

/** The classical bounded buffer, with two conditions and loops around the waiting. */
export async function boundedBuffer(): Promise<void> {
  const mu = new sync.Mutex();
  const [notFull, notEmpty] = [new sync.Cond(mu, 'not full'), new sync.Cond(mu, 'not empty')];
  const items: number[] = [];
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    wg.go(async function put() {
      using _held = await mu.acquire();
      while (items.length === 1) await notFull.wait();
      items.push(n);
      notEmpty.signal();
    });
    wg.go(async function take() {
      using _held = await mu.acquire();
      while (items.length === 0) await notEmpty.wait();
      items.shift();
      notFull.signal();
    });
  }
  await wg.wait();
}

/** A signal that nobody hears is no harm when the condition is looked at first. */
export async function unheardSignal(): Promise<void> {
  const mu = new sync.Mutex();
  const opened = new sync.Cond(mu);
  const door = { open: false };
  go(async function open() {
    using _held = await mu.acquire();
    door.open = true;
    opened.broadcast();
  });
  await mu.lock();
  while (!door.open) await opened.wait();
  mu.unlock();
}

/** A barrier that everybody passes together, several times. */
export async function barrier(): Promise<void> {
  const PARTIES = 3;
  const mu = new sync.Mutex();
  const turned = new sync.Cond(mu);
  let arrived = 0;
  let round = 0;
  const wg = new sync.WaitGroup();
  for (let n = 0; n < PARTIES; n++) {
    wg.go(async function walk() {
      for (let leg = 0; leg < 3; leg++) {
        using _held = await mu.acquire();
        const mine = round;
        arrived++;
        if (arrived === PARTIES) {
          arrived = 0;
          round++;
          turned.broadcast();
        }
        while (round === mine) await turned.wait();
      }
    });
  }
  await wg.wait();
}

/** A channel with one slot is a lock. */
export async function channelAsLock(): Promise<void> {
  const lock = chan<void>(1);
  const account = { balance: 0 };
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) {
    wg.go(async function deposit() {
      await lock.send();
      const before = account.balance;
      await gosched();
      account.balance = before + 1;
      await lock.receive();
    });
  }
  await wg.wait();
  console.log(account.balance);
}

/** A token goes round; whoever has it may write. */
export async function tokenRing(): Promise<void> {
  const log: string[] = [];
  const ring = [chan<void>(), chan<void>(), chan<void>()] as const;
  const wg = new sync.WaitGroup();
  const station = async (name: string, from: Channel<void>, to: Channel<void>, rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round++) {
      await from.receive();
      log.push(name);
      if (name !== 'c' || round < rounds - 1) await to.send();
    }
  };
  wg.go(station, 'a', ring[0], ring[1], 3);
  wg.go(station, 'b', ring[1], ring[2], 3);
  wg.go(station, 'c', ring[2], ring[0], 3);
  await ring[0].send();
  await wg.wait();
  console.log(log.join(''));
}

/** Philosophers with numbered forks. */
export async function philosophers(): Promise<void> {
  const forks = Array.from({ length: 4 }, (_, index) => new sync.Mutex(`fork ${index}`));
  const wg = new sync.WaitGroup();
  for (let seat = 0; seat < 4; seat++) {
    const [low, high] = [Math.min(seat, (seat + 1) % 4), Math.max(seat, (seat + 1) % 4)];
    wg.go(async function dine() {
      using _low = await (forks[low] as sync.Mutex).acquire();
      await gosched();
      using _high = await (forks[high] as sync.Mutex).acquire();
    });
  }
  await wg.wait();
}

/** No more than two at a time, by a weighted semaphore. */
export async function weighted(): Promise<void> {
  const units = new semaphore.Weighted(2);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) {
    wg.go(async function use() {
      await units.acquire(context.background(), 1 + (n % 2));
      using _release = defer(() => units.release(1 + (n % 2)));
      await time.sleep(1);
    });
  }
  await wg.wait();
}

/** A group with a limit, whose goroutines start nothing themselves. */
export async function groupWithLimit(): Promise<void> {
  const group = new errgroup.Group();
  group.setLimit(2);
  for (let n = 0; n < 5; n++) await group.go(async function work() { await time.sleep(1); });
  await group.wait();
}

/** A case that is switched off by a nil channel for a while. */
export async function switchedOffCase(): Promise<void> {
  const input = chan<number>(2);
  const output = chan<number>(2);
  await input.send(1);
  await input.send(2);
  input.close();
  const pending: number[] = [];
  let from: Channel<number> | null = input;
  while (from !== null || pending.length > 0) {
    const next: number | undefined = pending[0];
    const event: { readonly case: string; readonly ok?: boolean; readonly value?: number | undefined } =
      await select({ taken: from, given: select.send(next === undefined ? nilChan<number>() : output, next ?? 0) });
    if (event.case === 'given') pending.shift();
    else if (event.ok === true && event.value !== undefined) pending.push(event.value);
    else from = null;
  }
  console.log(output.length);
}

/** Recursion, each call with a lock of its own. */
export async function locksOfAList(): Promise<void> {
  interface Node { readonly mu: sync.Mutex; value: number; readonly next: Node | undefined }
  let head: Node | undefined;
  for (let n = 0; n < 4; n++) head = { mu: new sync.Mutex(`node ${n}`), value: n, next: head };
  const walk = async (first: Node | undefined): Promise<void> => {
    await first?.mu.lock();
    for (let node = first; node; node = node.next) {
      node.value++;
      await node.next?.mu.lock();
      node.mu.unlock();
    }
  };
  const wg = new sync.WaitGroup();
  wg.go(walk, head);
  wg.go(walk, head);
  await wg.wait();
}
