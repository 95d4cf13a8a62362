// Ways in which two goroutines use a variable without an order between them. Each stands beside its mended version.
import { atomic, chan, go, gosched, sync, time, type SendChannel } from 'concurrency-tutor';

// found: race
export async function plainCounter(): Promise<void> {
  let count = 0;
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) wg.go(function add() { count++; }); // RACE
  await wg.wait();
  console.log(count > 0);
}

export async function plainCounterMended(): Promise<void> {
  let count = 0;
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) wg.go(async function add() { using _held = await mu.acquire(); count++; });
  await wg.wait();
  console.log(count > 0);
}

// A flag without an order tells a goroutine to stop.
// found: race
export async function plainStopFlag(): Promise<void> {
  const state = { stopped: false };
  const wg = new sync.WaitGroup();
  wg.go(async function loop() {
    while (!state.stopped) await time.sleep(1); // RACE
  });
  await time.sleep(3);
  state.stopped = true; // RACE
  await wg.wait();
}

export async function plainStopFlagMended(): Promise<void> {
  const stopped = new atomic.Bool();
  const wg = new sync.WaitGroup();
  wg.go(async function loop() {
    while (!stopped.load()) await time.sleep(1);
  });
  await time.sleep(3);
  stopped.store(true);
  await wg.wait();
}

// A sleep is no order: what another goroutine has written long ago may not have arrived.
// found: race
export async function publishedBySleeping(): Promise<void> {
  let config: string | undefined;
  go(async function load() { config = 'loaded'; }); // RACE
  await time.sleep(100);
  console.log(config); // RACE
}

export async function publishedBySleepingMended(): Promise<void> {
  let config: string | undefined;
  const loaded = chan<void>();
  go(async function load() {
    config = 'loaded';
    loaded.close();
  });
  await loaded.receive();
  console.log(config);
}

// The first look is taken without the lock.
// found: race
export async function doubleCheckedWithoutAtomics(): Promise<void> {
  const mu = new sync.Mutex();
  const holder: { instance?: object } = {};
  const get = async (): Promise<object> => {
    if (holder.instance) return holder.instance; // RACE
    using _held = await mu.acquire();
    holder.instance ??= {}; // RACE
    return holder.instance;
  };
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) wg.go(async function use() { await get(); });
  await wg.wait();
}

export async function doubleCheckedWithoutAtomicsMended(): Promise<void> {
  const mu = new sync.Mutex();
  const holder = new atomic.Value<object | undefined>(undefined);
  const get = async (): Promise<object> => {
    const known = holder.load();
    if (known) return known;
    using _held = await mu.acquire();
    const made = holder.load() ?? {};
    holder.store(made);
    return made;
  };
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) wg.go(async function use() { await get(); });
  await wg.wait();
}

// Everybody appends to one list.
// found: race
export async function sharedList(): Promise<void> {
  const results: number[] = [];
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) wg.go(function collect() { results.push(n); }); // RACE
  await wg.wait();
}

export async function sharedListMended(): Promise<void> {
  const results: number[] = [];
  const wg = new sync.WaitGroup();
  const found = chan<number>(3);
  for (let n = 0; n < 3; n++) wg.go(async function collect() { await found.send(n); });
  await wg.wait();
  found.close();
  for await (const n of found) results.push(n);
}

// Two goroutines put the error of their step into the one variable of the function around them.
// found: race
export async function sharedError(): Promise<void> {
  let failure: Error | undefined;
  const step = async (name: string): Promise<Error | undefined> => {
    await gosched();
    return name === 'second' ? new Error(name) : undefined;
  };
  const wg = new sync.WaitGroup();
  wg.go(async function first() {
    failure = await step('first'); // RACE
  });
  failure = await step('second'); // RACE
  await wg.wait();
  console.log(failure === undefined);
}

export async function sharedErrorMended(): Promise<void> {
  const step = async (name: string): Promise<Error | undefined> => {
    await gosched();
    return name === 'second' ? new Error(name) : undefined;
  };
  const first = chan<Error | undefined>(1);
  go(async function one() { await first.send(await step('first')); });
  const failure = (await step('second')) ?? (await first.receive());
  console.log(failure === undefined);
}

// A map is written while somebody goes through it.
// found: race
export async function mapWhileIterating(): Promise<void> {
  const sessions = new Map<number, string>([[1, 'a']]);
  const wg = new sync.WaitGroup();
  wg.go(function register() { sessions.set(2, 'b'); }); // RACE
  wg.go(function list() {
    for (const [id] of sessions) console.log(id > 0); // RACE
  });
  await wg.wait();
}

export async function mapWhileIteratingMended(): Promise<void> {
  const sessions = new Map<number, string>([[1, 'a']]);
  const mu = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  wg.go(async function register() {
    using _write = await mu.acquire();
    sessions.set(2, 'b');
  });
  wg.go(async function list() {
    using _read = await mu.rAcquire();
    for (const [id] of sessions) console.log(id > 0);
  });
  await wg.wait();
}

// What was sent is used again by the sender.
// found: race
export async function bufferReused(): Promise<void> {
  const buffers = chan<number[]>(1);
  const wg = new sync.WaitGroup();
  wg.go(async function fill() {
    const buffer = [0];
    for (let n = 1; n < 3; n++) {
      buffer[0] = n; // RACE
      await buffers.send(buffer);
    }
    buffers.close();
  });
  wg.go(async function print() {
    for await (const buffer of buffers) console.log((buffer[0] ?? 0) > 0); // RACE
  });
  await wg.wait();
}

export async function bufferReusedMended(): Promise<void> {
  const buffers = chan<number[]>(1);
  const wg = new sync.WaitGroup();
  wg.go(async function fill() {
    for (let n = 1; n < 3; n++) await buffers.send([n]);
    buffers.close();
  });
  wg.go(async function print() {
    for await (const buffer of buffers) console.log((buffer[0] ?? 0) > 0);
  });
  await wg.wait();
}

// A reader's share of the lock is no right to write.
// found: race
export async function writesUnderAReadLock(): Promise<void> {
  const mu = new sync.RWMutex();
  const stats = { hits: 0 };
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    wg.go(async function look() {
      using _read = await mu.rAcquire();
      stats.hits++; // RACE
    });
  }
  await wg.wait();
}

export async function writesUnderAReadLockMended(): Promise<void> {
  const mu = new sync.RWMutex();
  const stats = { hits: 0 };
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    wg.go(async function look() {
      using _write = await mu.acquire();
      stats.hits++;
    });
  }
  await wg.wait();
}

// Each side holds a lock, but not the same one.
// found: race
export async function twoLocksForOneThing(): Promise<void> {
  const readers = new sync.Mutex();
  const writers = new sync.Mutex();
  const price = { value: 1 };
  const wg = new sync.WaitGroup();
  wg.go(async function write() {
    using _held = await writers.acquire();
    price.value = 2; // RACE
  });
  wg.go(async function read() {
    using _held = await readers.acquire();
    console.log(price.value > 0); // RACE
  });
  await wg.wait();
}

export async function twoLocksForOneThingMended(): Promise<void> {
  const mu = new sync.Mutex();
  const price = { value: 1 };
  const wg = new sync.WaitGroup();
  wg.go(async function write() {
    using _held = await mu.acquire();
    price.value = 2;
  });
  wg.go(async function read() {
    using _held = await mu.acquire();
    console.log(price.value > 0);
  });
  await wg.wait();
}

// The one who writes locks, the one who reads does not.
// found: race
export async function onlyWritersLock(): Promise<void> {
  const mu = new sync.Mutex();
  const balance = { amount: 0 };
  const wg = new sync.WaitGroup();
  wg.go(async function deposit() {
    using _held = await mu.acquire();
    balance.amount += 5; // RACE
  });
  await gosched();
  console.log(balance.amount >= 0); // RACE
  await wg.wait();
}

export async function onlyWritersLockMended(): Promise<void> {
  const mu = new sync.Mutex();
  const balance = { amount: 0 };
  const wg = new sync.WaitGroup();
  wg.go(async function deposit() {
    using _held = await mu.acquire();
    balance.amount += 5;
  });
  await mu.lock();
  console.log(balance.amount >= 0);
  mu.unlock();
  await wg.wait();
}

// The result is read before anybody has waited for it.
// found: race
export async function readWithoutWaiting(): Promise<void> {
  const job: { result?: number } = {};
  const wg = new sync.WaitGroup();
  wg.go(function compute() {
    job.result = 42; // RACE
  });
  console.log(job.result === 41); // RACE
  await wg.wait();
}

export async function readWithoutWaitingMended(): Promise<void> {
  const job: { result?: number } = {};
  const wg = new sync.WaitGroup();
  wg.go(function compute() { job.result = 42; });
  await wg.wait();
  console.log(job.result === 41);
}

// The goroutine counts itself in, and the waiter may have come and gone before.
// found: race waitgroup-misuse
export async function countsItselfIn(): Promise<void> {
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    go(async function work() {
      wg.add(); // RACE
      await gosched();
      wg.done();
    });
  }
  await wg.wait(); // RACE
}

export async function countsItselfInMended(): Promise<void> {
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    wg.add();
    go(async function work() {
      await gosched();
      wg.done();
    });
  }
  await wg.wait();
}

// A loop's index lives outside the loop, and its goroutines read it when they get round to it.
// found: race
export async function hoistedIndex(): Promise<void> {
  const wg = new sync.WaitGroup();
  const names = ['a', 'b', 'c'];
  let index = 0;
  for (; index < names.length; index++) { // RACE
    wg.go(function greet() { console.log(names[index] === undefined); }); // RACE
  }
  await wg.wait();
}

export async function hoistedIndexMended(): Promise<void> {
  const wg = new sync.WaitGroup();
  const names = ['a', 'b', 'c'];
  for (let index = 0; index < names.length; index++) {
    wg.go(function greet() { console.log(names[index] === undefined); });
  }
  await wg.wait();
}

// A field is cleared while the loop that it was given to still looks at it.
// found: race
export async function clearedField(): Promise<void> {
  const server: { out: SendChannel<number> | undefined } = { out: undefined };
  const out = chan<number>(4);
  server.out = out;
  const wg = new sync.WaitGroup();
  wg.go(async function serve() {
    for (let n = 0; n < 2; n++) {
      await gosched();
      await server.out?.send(n); // RACE
    }
  });
  await gosched();
  server.out = undefined; // RACE
  await wg.wait();
}

export async function clearedFieldMended(): Promise<void> {
  const out = chan<number>(4);
  const wg = new sync.WaitGroup();
  wg.go(async function serve() { for (let n = 0; n < 2; n++) await out.send(n); });
  await gosched();
  await wg.wait();
}

// A typed array is a row of variables like any other.
// found: race
export async function sharedTypedArray(): Promise<void> {
  const cells = new Uint32Array(2);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) wg.go(function add() { cells[0] = (cells[0] ?? 0) + 1; }); // RACE
  await wg.wait();
}

export async function sharedTypedArrayMended(): Promise<void> {
  const cells = new Uint32Array(2);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) wg.go(function add() { cells[n] = (cells[n] ?? 0) + 1; });
  await wg.wait();
}

// An atomic operation on one side does not help when the other side goes around it.
// found: race
export async function resetAroundTheLock(): Promise<void> {
  const mu = new sync.Mutex();
  const counter = { value: 0 };
  const reset = (): void => { counter.value = 0; }; // RACE
  const wg = new sync.WaitGroup();
  wg.go(async function count() {
    for (let n = 0; n < 2; n++) {
      using _held = await mu.acquire();
      counter.value++; // RACE
    }
  });
  wg.go(reset);
  await wg.wait();
}

export async function resetAroundTheLockMended(): Promise<void> {
  const mu = new sync.Mutex();
  const counter = { value: 0 };
  const wg = new sync.WaitGroup();
  wg.go(async function count() {
    for (let n = 0; n < 2; n++) {
      using _held = await mu.acquire();
      counter.value++;
    }
  });
  wg.go(async function reset() {
    using _held = await mu.acquire();
    counter.value = 0;
  });
  await wg.wait();
}
