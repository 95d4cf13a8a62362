// Variables that several goroutines use, each time with an order between the uses. Nothing here is wrong.
import { atomic, chan, context, go, gosched, select, singleflight, sync, time } from 'concurrency-tutor';

/** Each goroutine has an element of its own in one array. */
export async function slotsOfOneArray(): Promise<void> {
  const results: number[] = Array.from({ length: 4 }, () => 0);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) wg.go(async function compute() { await gosched(); results[n] = n * n; });
  await wg.wait();
  console.log(results.join());
}

/** The same in a typed array. */
export async function slotsOfATypedArray(): Promise<void> {
  const cells = new Float64Array(4);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) wg.go(async function compute() { for (let i = 0; i < 3; i++) { cells[n] = (cells[n] ?? 0) + 1; await gosched(); } });
  await wg.wait();
  console.log(cells.join());
}

/** Each goroutine has a property of its own in one object. */
export async function propertiesOfOneObject(): Promise<void> {
  const report: { left?: number; right?: number } = { left: 0, right: 0 };
  const wg = new sync.WaitGroup();
  wg.go(async function left() { await gosched(); report.left = 1; });
  wg.go(async function right() { await gosched(); report.right = 2; });
  await wg.wait();
  console.log(report.left, report.right);
}

/** Different keys of one map, behind a lock. */
export async function keysBehindALock(): Promise<void> {
  const mu = new sync.Mutex();
  const counts = new Map<string, number>();
  const wg = new sync.WaitGroup();
  for (const word of ['a', 'b', 'a', 'c']) {
    wg.go(async function count() {
      using _held = await mu.acquire();
      counts.set(word, (counts.get(word) ?? 0) + 1);
    });
  }
  await wg.wait();
  console.log(counts.size);
}

/** Read by many, written by nobody any more. */
export async function readOnlyTable(): Promise<void> {
  const table = new Map([['a', 1], ['b', 2]]);
  const primes = [2, 3, 5, 7];
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) {
    wg.go(async function look() {
      await gosched();
      console.log((table.get('a') ?? 0) > 0, primes.includes(n));
    });
  }
  await wg.wait();
}

/** What was written before the goroutine was started is there for it. */
export async function writtenBeforeTheStart(): Promise<void> {
  const config = { retries: 0 };
  config.retries = 3;
  const done = chan<number>();
  go(async function work() { await done.send(config.retries); });
  await done.receive();
}

/** What was written before a wait group was done is there for whoever waited. */
export async function writtenBeforeDone(): Promise<void> {
  let total = 0;
  const wg = new sync.WaitGroup();
  wg.add();
  go(async function sum() {
    for (const n of [1, 2, 3]) total += n;
    await gosched();
    wg.done();
  });
  await wg.wait();
  total++;
  console.log(total);
}

/** An object goes from hand to hand; whoever has it may change it. */
export async function ownershipThroughChannels(): Promise<void> {
  interface Order { total: number; readonly lines: string[] }
  const [fresh, priced] = [chan<Order>(), chan<Order>(1)];
  const wg = new sync.WaitGroup();
  wg.go(async function price() {
    for await (const order of fresh) {
      order.total = order.lines.length * 5;
      await priced.send(order);
    }
    priced.close();
  });
  wg.go(async function ship() { for await (const order of priced) { order.lines.push('shipped'); order.total += 1; } });
  for (let n = 0; n < 3; n++) {
    const order: Order = { total: 0, lines: [] };
    order.lines.push(`line ${n}`);
    await fresh.send(order);
  }
  fresh.close();
  await wg.wait();
}

/** Buffers are borrowed from a channel and given back through it. */
export async function borrowedBuffers(): Promise<void> {
  const free = chan<number[]>(2);
  await free.send([]);
  await free.send([]);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) {
    wg.go(async function use() {
      const buffer = (await free.receive()) ?? [];
      buffer.length = 0;
      buffer.push(n);
      await gosched();
      await free.send(buffer);
    });
  }
  await wg.wait();
}

/** Room in a buffered channel lets the sender go on only after the value before was taken. */
export async function backPressureIsAnOrder(): Promise<void> {
  const permits = chan<void>(1);
  const state = { value: 0 };
  const done = chan<void>();
  go(async function first() {
    await permits.send();
    state.value = 1;
    await permits.receive();
    done.close();
  });
  await done.receive();
  await permits.send();
  state.value = 2;
  await permits.receive();
  console.log(state.value);
}

/** An atomic flag publishes what was written before it was set. */
export async function publishedByAnAtomicFlag(): Promise<void> {
  const ready = new atomic.Bool();
  const message = { text: '' };
  go(async function write() {
    await gosched();
    message.text = 'hello';
    ready.store(true);
  });
  while (!ready.load()) await gosched();
  console.log(message.text);
}

/** An immutable configuration is replaced as a whole. */
export async function configurationSwapped(): Promise<void> {
  const current = new atomic.Value<{ readonly version: number }>({ version: 1 });
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) wg.go(async function use() { await gosched(); console.log(current.load().version > 0); });
  wg.go(async function reload() { await gosched(); current.store({ version: 2 }); });
  await wg.wait();
}

/** Counting without a lock, by compare and swap. */
export async function compareAndSwap(): Promise<void> {
  const count = new atomic.Int32();
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    wg.go(async function add() {
      for (;;) {
        const before = count.load();
        await gosched();
        if (count.compareAndSwap(before, before + 1)) return;
      }
    });
  }
  await wg.wait();
  console.log(count.load());
}

/** A spin lock from one atomic; what it guards is guarded. */
export async function spinLock(): Promise<void> {
  const locked = new atomic.Int32();
  const shared = { value: 0 };
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    wg.go(async function add() {
      while (!locked.compareAndSwap(0, 1)) await gosched();
      const before = shared.value;
      await gosched();
      shared.value = before + 1;
      locked.store(0);
    });
  }
  await wg.wait();
  console.log(shared.value);
}

/** Double-checked locking with an atomic for the first look. */
export async function doubleChecked(): Promise<void> {
  const mu = new sync.Mutex();
  const made = new atomic.Value<{ readonly table: Map<string, number> } | undefined>(undefined);
  let builds = 0;
  const get = async (): Promise<number> => {
    let instance = made.load();
    if (!instance) {
      using _held = await mu.acquire();
      instance = made.load();
      if (!instance) {
        builds++;
        instance = { table: new Map([['a', 1]]) };
        made.store(instance);
      }
    }
    return instance.table.get('a') ?? 0;
  };
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) wg.go(async function use() { await get(); });
  await wg.wait();
  console.log(builds);
}

/** What is made once is there for everybody who asked. */
export async function madeOnce(): Promise<void> {
  const once = new sync.Once();
  let table: number[] = [];
  const get = async (): Promise<readonly number[]> => {
    await once.do(async () => {
      await gosched();
      table = [1, 2, 3];
    });
    return table;
  };
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) wg.go(async function use() { console.log((await get()).length); });
  await wg.wait();
}

/** One entry a key, each made once, and the entry itself filled in behind its own once. */
export async function oncePerKey(): Promise<void> {
  class Entry {
    readonly once = new sync.Once();
    value = 0;
  }
  const mu = new sync.Mutex();
  const entries = new Map<string, Entry>();
  const get = async (key: string): Promise<number> => {
    await mu.lock();
    const entry = entries.get(key) ?? new Entry();
    entries.set(key, entry);
    mu.unlock();
    await entry.once.do(async () => {
      await time.sleep(1);
      entry.value = key.length;
    });
    return entry.value;
  };
  const wg = new sync.WaitGroup();
  for (const key of ['a', 'bb', 'a', 'bb']) wg.go(async function ask() { await get(key); });
  await wg.wait();
}

/** The package's own concurrent map, and its pool. */
export async function concurrentMapAndPool(): Promise<void> {
  const seen = new sync.Map<number, { hits: number }>();
  const pool = new sync.Pool<number[]>(() => []);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) {
    wg.go(async function note() {
      const scratch = pool.get() ?? [];
      scratch.length = 0;
      scratch.push(n);
      await gosched();
      seen.store(n, { hits: scratch.length });
      pool.put(scratch);
    });
  }
  await wg.wait();
  seen.range((_key, value) => value.hits === 1);
}

/** Callers of the same key share one call and its result. */
export async function sharedFlight(): Promise<void> {
  const flights = new singleflight.Group();
  const cache = new Map<string, number>();
  const mu = new sync.Mutex();
  const load = async (key: string): Promise<void> => {
    await flights.do(key, async () => {
      await time.sleep(1);
      using _held = await mu.acquire();
      cache.set(key, (cache.get(key) ?? 0) + 1);
    });
    using _held = await mu.acquire();
    console.log((cache.get(key) ?? 0) > 0);
  };
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) wg.go(load, n % 2 === 0 ? 'a' : 'b');
  await wg.wait();
}

/** What a timer's function reads was written before the timer was set. */
export async function writtenBeforeTheTimer(): Promise<void> {
  const message = { text: '' };
  message.text = 'due';
  const rung = chan<string>(1);
  time.afterFunc(5, async () => { await rung.send(message.text); });
  await rung.receive();
  message.text = 'rung';
}

/** Whoever sees that a context has ended sees what was written before it was cancelled. */
export async function writtenBeforeTheCancel(): Promise<void> {
  const [ctx, cancel] = context.withCancel(context.background());
  const state = { reason: '' };
  const wg = new sync.WaitGroup();
  wg.go(async function watch() {
    await ctx.done().receive();
    console.log(state.reason);
  });
  wg.go(async function glance() {
    while (ctx.err() === undefined) await gosched();
    console.log(state.reason.length);
  });
  await gosched();
  state.reason = 'enough';
  cancel();
  await wg.wait();
}

/** Whoever sees a channel closed sees what was written before it was closed. */
export async function writtenBeforeTheClose(): Promise<void> {
  const closed = chan<void>();
  let answer = 0;
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    wg.go(async function read() {
      await select({ closed });
      console.log(answer);
    });
  }
  wg.go(async function write() {
    await gosched();
    answer = 42;
    closed.close();
  });
  await wg.wait();
}

/** A loop's own variable is a new one in each round, also when a goroutine changes it. */
export async function variablePerRound(): Promise<void> {
  const wg = new sync.WaitGroup();
  const seen: number[] = [0, 0, 0];
  for (let n = 0; n < 3; n++) {
    let mine = n;
    wg.go(async function use() {
      mine++;
      await gosched();
      seen[n] = mine + n;
    });
  }
  await wg.wait();
  console.log(seen.join());
}

/** A struct is copied before it is given away, and the copy is nobody else's. */
export async function copiesAreGivenAway(): Promise<void> {
  const snapshots = chan<{ readonly count: number; readonly names: readonly string[] }>(4);
  const wg = new sync.WaitGroup();
  wg.go(async function produce() {
    const state = { count: 0, names: [] as string[] };
    for (let n = 0; n < 4; n++) {
      state.count++;
      state.names.push(`n${n}`);
      await snapshots.send({ count: state.count, names: [...state.names] });
    }
    snapshots.close();
  });
  wg.go(async function consume() { for await (const { count, names } of snapshots) console.log(count === names.length); });
  await wg.wait();
}

/** A confined goroutine owns the state; everybody else asks it. */
export async function stateOfOneGoroutine(): Promise<void> {
  interface Question { readonly key: string; readonly answer: ReturnType<typeof chan<number>> }
  const questions = chan<Question>();
  const wg = new sync.WaitGroup();
  wg.go(async function own() {
    const counts = new Map<string, number>();
    for await (const { key, answer } of questions) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      await answer.send(counts.get(key) ?? 0);
    }
  });
  const asking = new sync.WaitGroup();
  for (const key of ['a', 'b', 'a']) {
    asking.go(async function ask() {
      const answer = chan<number>(1);
      await questions.send({ key, answer });
      await answer.receive();
    });
  }
  await asking.wait();
  questions.close();
  await wg.wait();
}
