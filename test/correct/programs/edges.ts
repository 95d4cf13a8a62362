// Programs at the edge of what a detector looks at: contexts that are still in use, operations awaited late, promises beside channels, panics that are caught. Nothing here is wrong.
import { EventEmitter, once as onceEvent } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Panic, atomic, chan, context, defer, errgroup, go, gosched, runtime, select, sync, time, type Context } from 'concurrency-tutor';

/** A daemon has a context of its own, whose cancel function waits in its `defer` when main returns. */
export async function contextOfADaemon(): Promise<void> {
  go.daemon(async function serve() {
    const [ctx, cancel] = context.withCancel(context.background());
    using _cancel = defer(cancel);
    await ctx.done().receive();
  });
  await gosched();
}

/** A goroutine that outlives main for a moment cancels its context as it ends. */
export async function contextOfALateGoroutine(): Promise<void> {
  go(async function work() {
    const [ctx, cancel] = context.withTimeout(context.background(), 1_000);
    using _cancel = defer(cancel);
    await select({ over: ctx.done(), worked: time.after(20) });
  });
  await gosched();
}

/** Cancel functions are kept in a register, and whoever ends a session takes its own out of it. */
export async function registerOfSessions(): Promise<void> {
  const sessions = new Map<number, () => void>();
  const wg = new sync.WaitGroup();
  const mu = new sync.Mutex();
  const open = async (id: number): Promise<void> => {
    const [ctx, cancel] = context.withCancel(context.background());
    await mu.lock();
    sessions.set(id, cancel);
    mu.unlock();
    wg.go(async function session(inner: Context) { await inner.done().receive(); }, ctx);
  };
  for (let id = 0; id < 3; id++) await open(id);
  await mu.lock();
  for (const [id, cancel] of sessions) {
    sessions.delete(id);
    cancel();
  }
  mu.unlock();
  await wg.wait();
}

/** An object keeps its cancel function until it is closed, by another goroutine. */
export async function closedByAnother(): Promise<void> {
  class Client {
    readonly #ctx: Context;
    readonly #cancel: () => void;
    readonly #wg = new sync.WaitGroup();

    constructor() {
      [this.#ctx, this.#cancel] = context.withCancel(context.background());
      const poll = async (): Promise<void> => {
        while (this.#ctx.err() === undefined) await select({ over: this.#ctx.done(), pause: time.after(5) });
      };
      this.#wg.go(poll);
    }

    async close(): Promise<void> {
      this.#cancel();
      await this.#wg.wait();
    }
  }
  const client = new Client();
  const closed = chan<void>();
  go(async function shutDown() {
    await time.sleep(12);
    await client.close();
    closed.close();
  });
  await closed.receive();
}

/** A deadline that has run out needs no cancelling any more. */
export async function deadlineHasPassed(): Promise<void> {
  const [ctx, cancel] = context.withDeadline(context.background(), time.now() + 5);
  await ctx.done().receive();
  cancel();
}

/** The context of a group ends with the group. */
export async function contextOfAGroup(): Promise<void> {
  const [group, ctx] = errgroup.withContext(context.background());
  await group.go(async function watch() { await select({ over: ctx.done(), worked: time.after(3) }); });
  await group.wait();
}

/** Cancelled on both ways out, also by a throw. */
export async function cancelledByFinally(): Promise<void> {
  const attempt = async (works: boolean): Promise<void> => {
    const [ctx, cancel] = context.withCancel(context.background());
    try {
      await select({ over: ctx.done(), worked: time.after(1) });
      if (!works) throw new Error('refused');
    } finally {
      cancel();
    }
  };
  await attempt(true);
  await attempt(false).catch(() => {});
}

/** An operation is begun, something is done meanwhile, and then it is awaited. */
export async function awaitedLater(): Promise<void> {
  const results = chan<number>();
  go(async function compute() { await results.send(42); });
  const coming = results.receive();
  const label = ['the', 'answer'].join(' ');
  console.log(label, await coming);
}

/** A helper hands its operation on to whoever calls it. */
export async function handedOnByAHelper(): Promise<void> {
  const jobs = chan<number>(1);
  const put = (job: number): Promise<void> => jobs.send(job);
  const take = (): Promise<number | undefined> => jobs.receive();
  await put(1);
  await take();
}

/** Promises of several functions at once, of which each starts a goroutine and none waits in this one. */
export async function startedTogether(): Promise<void> {
  const results = chan<number>(3);
  const wg = new sync.WaitGroup();
  const start = async (n: number): Promise<void> => { wg.go(async function work() { await results.send(n); }); };
  await Promise.all([start(1), start(2), start(3)]);
  await wg.wait();
}

/** An asynchronous generator that receives, sends and cleans up. */
export async function asynchronousGenerator(): Promise<void> {
  const source = chan<number>();
  const stop = chan<void>();
  go(async function feed() {
    for (let n = 0; ; n++) {
      const event = await select({ sent: select.send(source, n), stop });
      if (event.case === 'stop') return;
    }
  });
  async function* numbers(): AsyncGenerator<number> {
    using _stop = defer(() => stop.close());
    for await (const n of source) yield n;
  }
  for await (const n of numbers()) if (n === 3) break;
}

/** A clean-up that waits for something itself. */
export async function asynchronousCleanUp(): Promise<void> {
  const flushed = chan<number>(1);
  const write = async (): Promise<void> => {
    await using _flush = defer(async () => { await flushed.send(1); });
    await gosched();
  };
  await write();
  await flushed.receive();
}

/** A promise that another goroutine settles. */
export async function promiseOfAnotherGoroutine(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<string>();
  go(async function answer() {
    await time.sleep(5);
    resolve('done');
  });
  console.log(await promise);
}

/** A queue made of promises, without channels. */
export async function queueOfPromises(): Promise<void> {
  const waiting: ((value: number) => void)[] = [];
  const wg = new sync.WaitGroup();
  const mu = new sync.Mutex();
  wg.go(async function take() {
    await mu.lock();
    const coming = new Promise<number>((resolve) => { waiting.push(resolve); });
    mu.unlock();
    await coming;
  });
  wg.go(async function put() {
    for (;;) {
      await mu.lock();
      const next = waiting.shift();
      mu.unlock();
      if (next) {
        next(1);
        return;
      }
      await time.sleep(1);
    }
  });
  await wg.wait();
}

/** An event of Node's emitter, which another goroutine emits. */
export async function eventOfAnEmitter(): Promise<void> {
  const emitter = new EventEmitter();
  go(async function emit() {
    await time.sleep(3);
    emitter.emit('ready', 1);
  });
  await onceEvent(emitter, 'ready');
}

/** Node's promise timers, and a signal that gives up first. */
export async function promiseTimers(): Promise<void> {
  await pause(10);
  const giveUp = new AbortController();
  setTimeout(() => giveUp.abort(), 5);
  await pause(1_000, undefined, { signal: giveUp.signal }).catch(() => {});
}

/** A store that follows the asynchronous calls of each goroutine. */
export async function followedByAStore(): Promise<void> {
  const request = new AsyncLocalStorage<number>();
  const wg = new sync.WaitGroup();
  for (let id = 0; id < 3; id++) {
    wg.go(async function handle() {
      await request.run(id, async () => {
        await gosched();
        console.log(request.getStore() === id);
      });
    });
  }
  await wg.wait();
}

/** A panic that is caught where it is expected. */
export async function recovered(): Promise<void> {
  const ch = chan<number>(1);
  ch.close();
  const attempt = async (): Promise<string> => {
    try {
      await ch.send(1);
      return 'sent';
    } catch (error) {
      return error instanceof Panic ? 'closed' : 'unknown';
    }
  };
  await attempt();
  try {
    ch.close();
  } catch {
    // It was closed already; that is all right here.
  }
}

/** A wait group that nobody adds to, and one whose counter is back at zero before anybody waits. */
export async function nothingToWaitFor(): Promise<void> {
  const [empty, done] = [new sync.WaitGroup(), new sync.WaitGroup()];
  await empty.wait();
  done.add(2);
  done.done();
  done.done();
  await done.wait();
}

/** A goroutine that ends itself, with its deferred functions. */
export async function goexits(): Promise<void> {
  const wg = new sync.WaitGroup();
  const cleaned = new atomic.Int32();
  wg.add();
  go(async function leave() {
    using _done = defer(() => wg.done());
    using _clean = defer(() => cleaned.add(1));
    await gosched();
    runtime.goexit();
  });
  await wg.wait();
}

/** Several waiters of one signal each, all of them served. */
export async function signalForEach(): Promise<void> {
  const mu = new sync.Mutex();
  const free = new sync.Cond(mu);
  let tokens = 0;
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    wg.go(async function take() {
      using _held = await mu.acquire();
      while (tokens === 0) await free.wait();
      tokens--;
    });
  }
  for (let n = 0; n < 3; n++) {
    using _held = await mu.acquire();
    tokens++;
    free.signal();
  }
  await wg.wait();
}

/** Closing behind the last sender, whoever that is. */
export async function closedByTheLastSender(): Promise<void> {
  const out = chan<number>(4);
  const left = new atomic.Int32(3);
  for (let n = 0; n < 3; n++) {
    go(async function send() {
      await out.send(n);
      if (left.add(-1) === 0) out.close();
    });
  }
  let count = 0;
  for await (const _n of out) count++;
  console.log(count);
}
