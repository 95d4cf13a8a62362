// Small whole programs, as one writes them. Nothing here is wrong.
import { atomic, chan, context, defer, errgroup, go, gosched, iter, rate, select, signal, sync, time, type Channel, type Context, type ReceiveChannel } from 'concurrency-tutor';

/** A pool of workers with results collected in the order in which they come. */
export async function workerPool(): Promise<void> {
  const jobs = chan<number>();
  const results = chan<number>();
  const wg = new sync.WaitGroup();
  for (let worker = 0; worker < 3; worker++) {
    wg.go(async function work() { for await (const job of jobs) await results.send(job * job); });
  }
  go(async function handOut() {
    for (let job = 0; job < 6; job++) await jobs.send(job);
    jobs.close();
    await wg.wait();
    results.close();
  });
  let sum = 0;
  for await (const result of results) sum += result;
  console.log(sum);
}

/** A pipeline that is left early, with a context that tells every stage. */
export async function pipelineWithEarlyStop(): Promise<void> {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const numbers = stage(ctx, async (emit) => { for (let n = 0; n < 20; n++) if (!(await emit(n))) return; });
  const squares = stage(ctx, async (emit) => { for await (const n of numbers) if (!(await emit(n * n))) return; });
  for await (const square of squares) if (square > 20) return;
}

function stage(ctx: Context, body: (emit: (value: number) => Promise<boolean>) => Promise<void>): ReceiveChannel<number> {
  const out = chan<number>();
  go(async function run() {
    using _close = defer(() => out.close());
    await body(async (value) => (await select({ sent: select.send(out, value), gone: ctx.done() })).case === 'sent');
  });
  return out;
}

/** A group whose first error ends the others. */
export async function groupThatFails(): Promise<void> {
  const [group, ctx] = errgroup.withContext(context.background());
  for (let n = 0; n < 3; n++) {
    await group.go(async function fetch() {
      const event = await select({ gone: ctx.done(), fetched: time.after(10 * (n + 1)) });
      if (event.case === 'fetched') throw new Error(`fetch ${n} failed`);
    });
  }
  const failure: unknown = await group.wait().catch((error: unknown) => error);
  console.log(failure instanceof Error);
}

/** Limiting calls by a ticker. */
export async function tickerLimiter(): Promise<void> {
  using ticker = time.newTicker(10);
  for (let call = 0; call < 4; call++) await ticker.channel.receive();
}

/** Limiting calls by a token bucket, from several goroutines. */
export async function tokenBucket(): Promise<void> {
  const limiter = new rate.Limiter(100, 2);
  const wg = new sync.WaitGroup();
  for (let call = 0; call < 5; call++) wg.go(async function use() { await limiter.wait(context.background()); });
  await wg.wait();
}

/** Retries with growing pauses, until a deadline. */
export async function retries(): Promise<void> {
  const [ctx, cancel] = context.withTimeout(context.background(), 200);
  using _cancel = defer(cancel);
  for (let attempt = 0; ; attempt++) {
    if (attempt === 3) return;
    const event = await select({ late: ctx.done(), pause: time.after(2 ** attempt * 10) });
    if (event.case === 'late') return;
  }
}

/** Timers that are stopped, reset and read. */
export async function timersStoppedAndReset(): Promise<void> {
  const timer = time.newTimer(50);
  const activity = chan<void>();
  go(async function act() { for (let n = 0; n < 3; n++) { await time.sleep(20); await activity.send(); } activity.close(); });
  for (;;) {
    const event = await select({ activity, idle: timer.channel });
    if (event.case === 'idle' || !event.ok) break;
    timer.reset(50);
  }
  timer.stop();
}

/** A debounce: only the last of several calls counts. */
export async function debounced(): Promise<void> {
  const saved = new atomic.Int32();
  const done = chan<void>(1);
  const timer = time.afterFunc(30, async () => { saved.add(1); await done.send(); });
  for (let n = 0; n < 3; n++) {
    await time.sleep(10);
    timer.reset(30);
  }
  await done.receive();
}

/** A cache that cleans itself until it is closed. */
export async function selfCleaningCache(): Promise<void> {
  class Cache {
    readonly #mu = new sync.Mutex();
    readonly #entries = new Map<string, { readonly value: number; readonly since: number }>();
    readonly #closing = chan<void>();
    readonly #wg = new sync.WaitGroup();

    constructor() {
      const clean = async (): Promise<void> => this.#clean();
      this.#wg.go(clean);
    }

    async set(key: string, value: number): Promise<void> {
      using _held = await this.#mu.acquire();
      this.#entries.set(key, { value, since: time.now() });
    }

    async get(key: string): Promise<number | undefined> {
      using _held = await this.#mu.acquire();
      return this.#entries.get(key)?.value;
    }

    async close(): Promise<void> {
      this.#closing.close();
      await this.#wg.wait();
    }

    async #clean(): Promise<void> {
      using ticker = time.newTicker(10);
      for (;;) {
        const event = await select({ tick: ticker.channel, closing: this.#closing });
        if (event.case === 'closing') return;
        using _held = await this.#mu.acquire();
        for (const [key, { since }] of this.#entries) if (time.since(since) > 15) this.#entries.delete(key);
      }
    }
  }
  const cache = new Cache();
  await cache.set('a', 1);
  await time.sleep(25);
  await cache.get('a');
  await cache.close();
}

/** Whoever has nothing to do steals from the others. */
export async function workStealing(): Promise<void> {
  const mu = new sync.Mutex();
  const queues: number[][] = [[1, 2, 3, 4], [], []];
  const done = new atomic.Int32();
  const next = async (worker: number): Promise<number | undefined> => {
    using _held = await mu.acquire();
    return queues[worker]?.shift() ?? queues.find((queue) => queue.length > 0)?.pop();
  };
  const wg = new sync.WaitGroup();
  for (let worker = 0; worker < 3; worker++) {
    wg.go(async function work() {
      for (let task = await next(worker); task !== undefined; task = await next(worker)) {
        await gosched();
        done.add(1);
      }
    });
  }
  await wg.wait();
  console.log(done.load());
}

/** Publishing to several subscribers; the slow one loses events instead of holding up the rest. */
export async function publishAndSubscribe(): Promise<void> {
  class Topic {
    readonly #mu = new sync.RWMutex();
    readonly #subscribers = new Set<Channel<number>>();

    async subscribe(): Promise<Channel<number>> {
      using _write = await this.#mu.acquire();
      const events = chan<number>(2);
      this.#subscribers.add(events);
      return events;
    }

    async publish(event: number): Promise<void> {
      using _read = await this.#mu.rAcquire();
      for (const subscriber of this.#subscribers) subscriber.trySend(event);
    }

    async close(): Promise<void> {
      using _write = await this.#mu.acquire();
      for (const subscriber of this.#subscribers) subscriber.close();
      this.#subscribers.clear();
    }
  }
  const topic = new Topic();
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    const events = await topic.subscribe();
    wg.go(async function listen() { for await (const event of events) await time.sleep(event); });
  }
  for (let event = 0; event < 5; event++) await topic.publish(event);
  await topic.close();
  await wg.wait();
}

/** Fanning out and in with the library's own streams. */
export async function streams(): Promise<void> {
  const doubled = iter.map(iter.filter(numbersUpTo(10), (n) => n % 2 === 0), (n) => n * 2);
  let sum = 0;
  for await (const n of doubled) sum += n;
  console.log(sum);
}

function* numbersUpTo(limit: number): Generator<number> {
  for (let n = 0; n < limit; n++) yield n;
}

/** An early end of a stream that comes from a channel's producer. */
export async function streamLeftEarly(): Promise<void> {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const values = iter.toChannel(ctx, numbersUpTo(100));
  for await (const value of values) if (value === 3) break;
}

/** A server that is told to stop by a signal, finishes what it has begun, and then returns. */
export async function gracefulStop(): Promise<void> {
  const [ctx, stop] = signal.notifyContext(context.background(), 'SIGTERM');
  using _stop = defer(stop);
  const requests = chan<number>();
  const wg = new sync.WaitGroup();
  wg.go(async function serve() { for await (const _request of requests) await time.sleep(2); });
  for (let n = 0; n < 3; n++) {
    if (ctx.err() !== undefined) break;
    await requests.send(n);
  }
  requests.close();
  await wg.wait();
}

/** Circuit breaker: trips after failures, tries again after a pause. */
export async function circuitBreaker(): Promise<void> {
  const mu = new sync.Mutex();
  let failures = 0;
  let openUntil = 0;
  const call = async (works: boolean): Promise<'called' | 'refused'> => {
    using _held = await mu.acquire();
    if (time.now() < openUntil) return 'refused';
    failures = works ? 0 : failures + 1;
    if (failures === 2) {
      openUntil = time.now() + 50;
      failures = 0;
    }
    return 'called';
  };
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) wg.go(async function use() { await time.sleep(20 * n); await call(n >= 2); });
  await wg.wait();
}

/** A ticker over a long stretch of virtual time. */
export async function manyTicks(): Promise<void> {
  using ticker = time.newTicker(1_000);
  for (let n = 0; n < 500; n++) await ticker.channel.receive();
}

/** The sieve: goroutines that are all left behind on purpose are told so by a context. */
export async function sieve(): Promise<void> {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  let source = stage(ctx, async (emit) => { for (let n = 2; await emit(n); n++); });
  for (let found = 0; found < 4; found++) {
    const prime = (await source.receive()) ?? 0;
    const from = source;
    source = stage(ctx, async (emit) => { for await (const n of from) if (n % prime !== 0 && !(await emit(n))) return; });
  }
}

/** Two-phase start: everybody is ready before anybody begins. */
export async function startingGun(): Promise<void> {
  const ready = new sync.WaitGroup();
  const gun = chan<void>();
  const finished = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) {
    ready.add();
    finished.go(async function run() {
      ready.done();
      await gun.receive();
    });
  }
  await ready.wait();
  gun.close();
  await finished.wait();
}

/** A wait group that is used again for the next round once the first wait has returned. */
export async function waitGroupInRounds(): Promise<void> {
  const wg = new sync.WaitGroup();
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < 2; n++) wg.go(async function work() { await gosched(); });
    await wg.wait();
  }
}

/** A goroutine that is counted in by one that is itself counted. */
export async function countedInWhileCounted(): Promise<void> {
  const wg = new sync.WaitGroup();
  wg.go(async function parent() {
    await gosched();
    wg.go(async function child() { await gosched(); });
  });
  await wg.wait();
}

/** A panic is caught where it is raised, and one goroutine ends early in order. */
export async function caughtPanic(): Promise<void> {
  const failures = chan<string>(2);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    wg.go(async function guarded() {
      try {
        if (n === 1) throw new Error('bad input');
        await gosched();
      } catch (error) {
        await failures.send(error instanceof Error ? error.message : '');
      }
    });
  }
  await wg.wait();
}

/** Plain promises beside goroutines: awaited helpers, settled values, microtasks. */
export async function plainPromises(): Promise<void> {
  const later = async <T>(value: T): Promise<T> => {
    await Promise.resolve();
    return value;
  };
  const numbers = chan<number>(3);
  for (const n of await Promise.all([later(1), later(2), later(3)])) await numbers.send(n);
  queueMicrotask(() => numbers.close());
  await Promise.resolve();
  let sum = 0;
  for await (const n of numbers) sum += n;
  console.log(sum);
}

/** Node's own timers, awaited by a promise, are on the virtual clock, too. */
export async function nodeTimers(): Promise<void> {
  const done = chan<string>(2);
  setTimeout(() => void done.trySend('timeout'), 20);
  const interval = setInterval(() => void done.trySend('interval'), 15);
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  clearInterval(interval);
  await done.receive();
}
