/**
 * The public API as it is promised, row by row, with its types. What runs here are the names; that each means what it says is for the tests of its package.
 */
import { expect, expectTypeOf, test } from 'vitest';
import * as everything from '../../src/index.ts';
import {
  atomic, chan, context, defer, errgroup, go, gosched, iter, nilChan, Panic, panic, rate, run, runtime, select, semaphore, signal,
  singleflight, stream, sync, time,
  type Channel, type Context, type DeadlockError, type ReceiveChannel, type SendChannel,
} from '../../src/index.ts';
import { explore, replay, type Finding, type Report } from '../../src/testing.ts';

/** Checked by the compiler, never called. */
const typed = (_body: () => unknown): void => {};
type Cancel = () => void;

test('every name that a program may import is there', () => {
  expect(Object.keys(everything)).toEqual(expect.arrayContaining([
    'DeadlockError', 'Panic', 'atomic', 'chan', 'context', 'defer', 'errgroup', 'go', 'gosched', 'iter', 'nilChan', 'panic', 'rate', 'run', 'runtime', 'select',
    'semaphore', 'signal', 'singleflight', 'stream', 'sync', 'time',
  ]));
  expectTypeOf(explore).toBeFunction();
  expectTypeOf(replay).toBeFunction();
});

test('run gives what main returns', () => {
  typed(async () => {
    expectTypeOf(await run(async () => 1)).toEqualTypeOf<number>();
    expectTypeOf(await run(() => 'x')).toEqualTypeOf<string>();
  });
});

test('go takes a function with its arguments, typed, and returns nothing', () => {
  typed(() => {
    const f = async (_x: number, _y?: string): Promise<void> => {};
    expectTypeOf(go(f, 1)).toEqualTypeOf<void>();
    go(f, 1, 'x');
    go(async () => {});
    go.daemon(f, 1);
    // @ts-expect-error another type of argument
    go(f, 'x');
    // @ts-expect-error another type of argument
    go.daemon(f, 'x');
  });
  expect(go.daemon).toBeTypeOf('function');
});

test('channels', () => {
  const ch = chan<number>(0, 'name');
  expectTypeOf(chan<number>()).toEqualTypeOf<Channel<number>>();
  expectTypeOf(nilChan<number>()).toEqualTypeOf<Channel<number>>();
  expectTypeOf(ch).toExtend<SendChannel<number>>();
  expectTypeOf(ch).toExtend<ReceiveChannel<number>>();
  expectTypeOf<SendChannel<number>>().not.toExtend<Channel<number>>();
  expectTypeOf<ReceiveChannel<number>>().not.toExtend<Channel<number>>();
  expectTypeOf(ch.sendOnly()).toEqualTypeOf<SendChannel<number>>();
  expectTypeOf(ch.receiveOnly()).toEqualTypeOf<ReceiveChannel<number>>();
  expectTypeOf(ch.length).toEqualTypeOf<number>();
  expectTypeOf(ch.capacity).toEqualTypeOf<number>();
  typed(async () => {
    expectTypeOf(await ch.send(1)).toEqualTypeOf<void>();
    expectTypeOf(await ch.receive()).toEqualTypeOf<number | undefined>();
    const [value, ok] = await ch.receiveOk();
    if (ok) expectTypeOf(value).toEqualTypeOf<number>();
    else expectTypeOf(value).toEqualTypeOf<undefined>();
    for await (const one of ch) expectTypeOf(one).toEqualTypeOf<number>();
    expectTypeOf(ch.close()).toEqualTypeOf<void>();
    expectTypeOf(ch.trySend(1)).toEqualTypeOf<boolean>();
    expectTypeOf(ch.tryReceive()).toEqualTypeOf<[value: number, ok: true] | [value: undefined, ok: false] | undefined>();
  });
});

test('select, as the contract writes it', () => {
  typed(async () => {
    const [ctx] = context.withCancel(context.background());
    const jobs = chan<number>();
    const results = chan<string>();
    const other = chan<boolean>() as Channel<boolean> | null;
    const event = await select({
      job: jobs,
      sent: select.send(results, 'x'),
      stop: ctx.done(),
      off: other,
      late: time.after(2 * time.Second),
      default: true,
    });
    switch (event.case) {
      case 'job':
        if (event.ok) expectTypeOf(event.value).toEqualTypeOf<number>();
        else expectTypeOf(event.value).toEqualTypeOf<undefined>();
        break;
      case 'sent':
      case 'default':
        expectTypeOf(event).not.toHaveProperty('value');
        break;
      case 'stop':
        expectTypeOf(event.value).toExtend<undefined>();
        break;
      case 'off':
        expectTypeOf(event.value).toEqualTypeOf<boolean | undefined>();
        break;
      case 'late':
        expectTypeOf(event.value).toEqualTypeOf<number | undefined>();
        break;
      default:
        event satisfies never;
    }
    expectTypeOf((await select([jobs, null, select.send(jobs, 1)])).case).toEqualTypeOf<number>();
    const any = await select([jobs, results, select.send(chan<boolean>(), true)]);
    if (any.ok) expectTypeOf(any.value).toEqualTypeOf<number | string>();
    await select({});
  });
  expect(select.send).toBeTypeOf('function');
});

test('panic, defer and gosched', () => {
  typed(async () => {
    expectTypeOf(panic('x')).toEqualTypeOf<never>();
    const thrown = new Panic('x');
    expectTypeOf(thrown).toExtend<Error>();
    expectTypeOf(thrown.value).toEqualTypeOf<unknown>();
    expectTypeOf(thrown.goroutine).toExtend<{ readonly id: number; readonly name: string } | undefined>();
    expectTypeOf(thrown.cause).toEqualTypeOf<unknown>();
    using _close = defer(() => {});
    using d = defer.stack();
    d.add(() => {});
    await using _later = defer(async () => {});
    expectTypeOf(await gosched()).toEqualTypeOf<void>();
    expectTypeOf(runtime.goexit()).toEqualTypeOf<never>();
  });
  expect(defer.stack).toBeTypeOf('function');
  expectTypeOf<DeadlockError>().toExtend<Error>();
});

test('sync', () => {
  typed(async () => {
    const wg = new sync.WaitGroup();
    wg.add();
    wg.add(2);
    wg.done();
    wg.go(async (_n: number) => {}, 1);
    expectTypeOf(await wg.wait()).toEqualTypeOf<void>();
    const mu = new sync.Mutex();
    await mu.lock();
    mu.unlock();
    expectTypeOf(mu.tryLock()).toEqualTypeOf<boolean>();
    using _l = await mu.acquire();
    const rw = new sync.RWMutex();
    await rw.lock();
    rw.unlock();
    await rw.rLock();
    rw.rUnlock();
    expectTypeOf(rw.tryLock()).toEqualTypeOf<boolean>();
    expectTypeOf(rw.tryRLock()).toEqualTypeOf<boolean>();
    expectTypeOf(rw.rLocker()).toEqualTypeOf<sync.Locker>();
    expectTypeOf(await new sync.Once().do(async () => {})).toEqualTypeOf<void>();
    const cond = new sync.Cond(mu);
    await cond.wait();
    cond.signal();
    cond.broadcast();
    expectTypeOf(new sync.Pool<number>(() => 1).get()).toExtend<number | undefined>();
    expectTypeOf(new sync.Map<string, number>().load('x')).toExtend<[number | undefined, boolean]>();
    expectTypeOf(sync.onceFunc(() => {})).toEqualTypeOf<() => void>();
    expectTypeOf(sync.onceValue(() => 1)).toEqualTypeOf<() => number>();
  });
  expect(Object.keys(sync)).toEqual(expect.arrayContaining(['Cond', 'Map', 'Mutex', 'Once', 'Pool', 'RWMutex', 'WaitGroup', 'onceFunc', 'onceValue']));
});

test('atomic', () => {
  typed(() => {
    for (const number of [new atomic.Int32(), new atomic.Uint32()]) {
      expectTypeOf(number.load()).toEqualTypeOf<number>();
      expectTypeOf(number.store(1)).toEqualTypeOf<void>();
      expectTypeOf(number.add(1)).toEqualTypeOf<number>();
      expectTypeOf(number.swap(1)).toEqualTypeOf<number>();
      expectTypeOf(number.compareAndSwap(0, 1)).toEqualTypeOf<boolean>();
    }
    expectTypeOf(new atomic.Int64().add(1n)).toEqualTypeOf<bigint>();
    expectTypeOf(new atomic.Bool().swap(true)).toEqualTypeOf<boolean>();
    expectTypeOf(new atomic.Value<string>('x').load()).toEqualTypeOf<string>();
  });
  expect(Object.keys(atomic)).toEqual(expect.arrayContaining(['Bool', 'Int32', 'Int64', 'Uint32', 'Value']));
});

test('context', () => {
  typed(() => {
    const parent = context.background();
    const moment = time.now() + time.Second;
    expectTypeOf(parent).toEqualTypeOf<Context>();
    expectTypeOf(context.todo()).toEqualTypeOf<Context>();
    expectTypeOf(context.withCancel(parent)).toExtend<[Context, Cancel]>();
    expectTypeOf(context.withCancelCause(parent)).toExtend<[Context, (cause?: Error) => void]>();
    expectTypeOf(context.withTimeout(parent, time.Second)).toExtend<[Context, Cancel]>();
    expectTypeOf(context.withTimeoutCause(parent, time.Second, new Error('slow'))).toExtend<[Context, Cancel]>();
    expectTypeOf(context.withDeadline(parent, moment)).toExtend<[Context, Cancel]>();
    expectTypeOf(context.withDeadlineCause(parent, moment, new Error('slow'))).toExtend<[Context, Cancel]>();
    const user = context.key<{ readonly name: string }>('user');
    const ctx = context.withValue(parent, user, { name: 'Ada' });
    expectTypeOf(ctx.value(user)).toEqualTypeOf<{ readonly name: string } | undefined>();
    expectTypeOf(context.withoutCancel(ctx)).toEqualTypeOf<Context>();
    expectTypeOf(context.afterFunc(ctx, () => {})).toEqualTypeOf<() => boolean>();
    expectTypeOf(context.cause(ctx)).toEqualTypeOf<Error | undefined>();
    expectTypeOf(ctx.done()).toEqualTypeOf<ReceiveChannel<never>>();
    expectTypeOf(ctx.err()).toEqualTypeOf<Error | undefined>();
    expectTypeOf(ctx.deadline()).toEqualTypeOf<number | undefined>();
    expectTypeOf(ctx.signal).toEqualTypeOf<AbortSignal>();
    expectTypeOf(context.fromSignal(AbortSignal.abort())).toEqualTypeOf<Context>();
    expectTypeOf(signal.notifyContext(parent, 'SIGINT', 'SIGTERM')).toExtend<[Context, Cancel]>();
    return ctx.err() === context.Canceled || ctx.err() === context.DeadlineExceeded;
  });
  expect(context.Canceled).toBeInstanceOf(Error);
  expect(context.DeadlineExceeded).toBeInstanceOf(Error);
});

test('time', () => {
  expect([time.Nanosecond, time.Microsecond, time.Millisecond, time.Second, time.Minute, time.Hour]).toEqual([1e-6, 1e-3, 1, 1e3, 6e4, 3.6e6]);
  typed(async () => {
    expectTypeOf(await time.sleep(time.Second)).toEqualTypeOf<void>();
    expectTypeOf(time.after(1)).toEqualTypeOf<ReceiveChannel<number>>();
    expectTypeOf(time.tick(1)).toEqualTypeOf<ReceiveChannel<number>>();
    const timer = time.newTimer(1);
    expectTypeOf(timer.channel).toEqualTypeOf<ReceiveChannel<number>>();
    expectTypeOf(timer.stop()).toEqualTypeOf<boolean>();
    expectTypeOf(timer.reset(1)).toEqualTypeOf<boolean>();
    const ticker = time.newTicker(1);
    expectTypeOf(ticker.channel).toEqualTypeOf<ReceiveChannel<number>>();
    expectTypeOf(ticker.stop()).toEqualTypeOf<void>();
    expectTypeOf(ticker.reset(1)).toEqualTypeOf<void>();
    expectTypeOf(time.afterFunc(1, () => {}).stop()).toEqualTypeOf<boolean>();
    expectTypeOf(time.now()).toEqualTypeOf<number>();
    expectTypeOf(time.since(0)).toEqualTypeOf<number>();
    expectTypeOf(time.until(0)).toEqualTypeOf<number>();
    expectTypeOf(time.formatDuration(1)).toEqualTypeOf<string>();
  });
});

test('errgroup', () => {
  typed(async () => {
    const [group, ctx] = errgroup.withContext(context.background());
    expectTypeOf(group).toEqualTypeOf<errgroup.Group>();
    expectTypeOf(ctx).toEqualTypeOf<Context>();
    new errgroup.Group().setLimit(2);
    expectTypeOf(await group.go(async () => {})).toEqualTypeOf<void>();
    expectTypeOf(group.tryGo(async () => {})).toEqualTypeOf<boolean>();
    expectTypeOf(await group.wait()).toEqualTypeOf<void>();
  });
});

test('semaphore and singleflight', () => {
  typed(async () => {
    const ctx = context.background();
    const sem = new semaphore.Weighted(3);
    expectTypeOf(await sem.acquire(ctx, 2)).toEqualTypeOf<void>();
    expectTypeOf(sem.tryAcquire(1)).toEqualTypeOf<boolean>();
    expectTypeOf(sem.release(1)).toEqualTypeOf<void>();
    const group = new singleflight.Group<number>();
    expectTypeOf(await group.do('key', async () => 1)).toEqualTypeOf<[value: number, shared: boolean]>();
    expectTypeOf(group.doChan('key', async () => 1)).toExtend<ReceiveChannel<{ readonly shared: boolean }>>();
    expectTypeOf(group.forget('key')).toEqualTypeOf<void>();
  });
});

test('rate', () => {
  typed(async () => {
    const ctx = context.background();
    const limiter = new rate.Limiter(rate.every(100), 5);
    expectTypeOf(limiter.allow()).toEqualTypeOf<boolean>();
    expectTypeOf(limiter.allowN(time.now(), 2)).toEqualTypeOf<boolean>();
    expectTypeOf(await limiter.wait(ctx)).toEqualTypeOf<void>();
    expectTypeOf(await limiter.waitN(ctx, 2)).toEqualTypeOf<void>();
    const reservation = limiter.reserve();
    expectTypeOf(reservation.ok).toEqualTypeOf<boolean>();
    expectTypeOf(reservation.delay()).toEqualTypeOf<number>();
    expectTypeOf(reservation.cancel()).toEqualTypeOf<void>();
    limiter.setLimit(rate.Inf);
    limiter.setBurst(1);
    const limiters: readonly rate.RateLimiter[] = [limiter, new rate.LeakyBucket(10, 5), new rate.FixedWindow(10, time.Second), new rate.SlidingWindow(10, time.Second)];
    const keyed = new rate.KeyedLimiter((_user: string) => new rate.Limiter(1, 1));
    expectTypeOf(keyed.allow('Ada')).toEqualTypeOf<boolean>();
    const redis = new rate.RedisLimiter({ eval: async (_script: string, _keys: string[], _args: string[]): Promise<unknown> => 1 }, { limit: 10, burst: 5 });
    expectTypeOf(await redis.allow('Ada')).toEqualTypeOf<boolean>();
    return limiters;
  });
});

test('iter', () => {
  typed(async () => {
    const [ctx] = context.withCancel(context.background());
    async function* numbers(): AsyncGenerator<number> { yield 1; }
    const texts = ['x'];
    expectTypeOf(iter.map(numbers(), (n) => String(n))).toExtend<AsyncIterable<string>>();
    expectTypeOf(iter.filter(numbers(), (n) => n > 1)).toExtend<AsyncIterable<number>>();
    expectTypeOf(iter.take(numbers(), 2)).toExtend<AsyncIterable<number>>();
    expectTypeOf(iter.drop(numbers(), 2)).toExtend<AsyncIterable<number>>();
    expectTypeOf(iter.chunk(numbers(), 2)).toExtend<AsyncIterable<number[]>>();
    expectTypeOf(iter.zip(numbers(), texts)).toExtend<AsyncIterable<[number, string]>>();
    expectTypeOf(iter.merge(numbers(), texts)).toExtend<AsyncIterable<number | string>>();
    expectTypeOf(iter.flatMap(numbers(), (n) => [String(n)])).toExtend<AsyncIterable<string>>();
    expectTypeOf(iter.batch(numbers(), 2, time.Second)).toExtend<AsyncIterable<number[]>>();
    expectTypeOf(iter.window(numbers(), 2)).toExtend<AsyncIterable<number[]>>();
    expectTypeOf(iter.fromChannel(chan<number>())).toExtend<AsyncIterable<number>>();
    expectTypeOf(iter.toChannel(ctx, numbers())).toEqualTypeOf<ReceiveChannel<number>>();
    expectTypeOf(iter.withContext(ctx, numbers())).toExtend<AsyncIterable<number>>();
  });
});

test('stream', () => {
  typed(async () => {
    const ctx = context.background();
    expectTypeOf(stream.fromReadable(ctx, new ReadableStream<string>(), 4)[0]).toEqualTypeOf<ReceiveChannel<string>>();
    expectTypeOf((await stream.toReadable(ctx, chan<string>()).getReader().read()).value).toEqualTypeOf<string | undefined>();
    const [writable, err] = stream.toWritable(ctx, chan<string>());
    void new ReadableStream<string>().pipeTo(writable);
    expectTypeOf(err()).toEqualTypeOf<Error | undefined>();
  });
});

test('runtime', () => {
  typed(() => {
    expectTypeOf(runtime.numCPU()).toEqualTypeOf<number>();
    expectTypeOf(runtime.numGoroutine()).toEqualTypeOf<number>();
    expectTypeOf(runtime.stack()).toEqualTypeOf<string>();
    expectTypeOf(runtime.memStats()).toExtend<object>();
    using _w = runtime.external('a key press');
    runtime.setDetail('off');
    runtime.setDetail('creation');
    runtime.setDetail('full');
  });
});

test('explore and replay take a function or a module, and say what they found', () => {
  typed(async () => {
    const report = await explore(async () => {}, { schedules: 200, seed: 1, strategy: 'portfolio', time: 'drift', maxSteps: 100, io: 'forbid', stopAfter: 1 });
    expectTypeOf(report).toEqualTypeOf<Report>();
    await explore({ module: new URL('file:///x.ts'), export: 'main', args: [1] });
    const [finding] = report.findings;
    expectTypeOf(finding).toEqualTypeOf<Finding | undefined>();
    expectTypeOf(report).toHaveProperty('verdict');
    expectTypeOf(report.controlled).toEqualTypeOf<boolean>();
    expectTypeOf(report.unfinished).toEqualTypeOf<number>();
    expectTypeOf(report.meters).toExtend<{ readonly maxGoroutines: number; readonly maxQueued: object; readonly virtualTime: number }>();
    await replay(finding?.replay ?? '', async () => {});
    await replay(finding?.replay ?? '', { module: new URL('file:///x.ts') });
  });
});
