import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { chan, context, go, gosched, panic, run, runtime, select, sync, time, type Channel, type Panic, type ReceiveChannel } from '../../src/index.ts';
import { exploreProgram } from '../../src/explore/index.ts';
import { BinaryHeap } from './binary-heap.ts';
import { holds } from './schedules.ts';
import { underSchedules } from './under-schedules.ts';

// What a Go program does with the language itself, beside the operations of the runtime.

test('stack text: a panic that is caught shows the calls that led to it, in its own goroutine', () => run(async () => {
  const stacks = chan<string>();
  go(async function worker() {
    function deep(): void { panic('boom'); }
    try {
      deep();
    } catch (error) {
      await stacks.send((error as Panic).stack ?? '');
    }
  });
  const stack = await stacks.receive();
  expect(stack).toMatch(/^Panic: boom\n/);
  expect(stack).toMatch(/at deep [^]*at worker /);
}));

test('a channel of nothing is a signal: a send wakes one, a close wakes all', () => holds(async () => {
  const wake = chan<void>();
  const ended = chan<void>();
  let awake = 0;
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++) wg.go(async () => {
    await wake.receive();
    awake++;
    await ended.receive();
  });
  await wake.send();
  await wake.send();
  await wake.send();
  ended.close();
  await wg.wait();
  expect(awake).toBe(3);
}));

test('a channel travels through a channel: each request brings the one for its answer', () => holds(async (count) => {
  const requests = chan<{ readonly n: number; readonly reply: Channel<number> }>();
  const wg = new sync.WaitGroup();
  wg.go(async function server() {
    for await (const { n, reply } of requests) await reply.send(n * n);
  });
  const clients = new sync.WaitGroup();
  for (let n = 0; n < count; n++) clients.go(async () => {
    const reply = chan<number>();
    await requests.send({ n, reply });
    expect(await reply.receive()).toBe(n * n);
  });
  await clients.wait();
  requests.close();
  await wg.wait();
}, { native: 100, explored: 4 }));

test('a labelled break leaves the loop around a select, not only the switch over its cases', () => holds(async () => {
  const values = chan<number>();
  const quit = chan<void>();
  go(async () => {
    for (let n = 1; n <= 3; n++) await values.send(n);
    quit.close();
  });
  let sum = 0;
  serving: for (;;) {
    const event = await select({ value: values, quit });
    switch (event.case) {
      case 'value': sum += event.value ?? 0; break;
      case 'quit': break serving;
      default: event satisfies never;
    }
  }
  expect(sum).toBe(6);
}));

test('a type switch: what comes out of a channel of anything is told apart by its type', () => holds(async () => {
  const mixed = chan<unknown>(5);
  for (const value of ['text', 7, new Error('no'), [1], undefined]) await mixed.send(value);
  mixed.close();
  const kinds: string[] = [];
  for await (const value of mixed) {
    if (typeof value === 'string') kinds.push(`string ${value.toUpperCase()}`);
    else if (typeof value === 'number') kinds.push(`number ${value + 1}`);
    else if (value instanceof Error) kinds.push(`error ${value.message}`);
    else kinds.push(Array.isArray(value) ? `list of ${value.length}` : 'something else');
  }
  expect(kinds).toEqual(['string TEXT', 'number 8', 'error no', 'list of 1', 'something else']);
}));

test('generic functions over channels keep the type of their values', () => holds(async () => {
  function transform<A, B>(source: ReceiveChannel<A>, fn: (value: A) => B): ReceiveChannel<B> {
    const results = chan<B>();
    go(async function transform() {
      for await (const value of source) await results.send(fn(value));
      results.close();
    });
    return results.receiveOnly();
  }
  const words = chan<string>(2);
  await words.send('a');
  await words.send('bcd');
  words.close();
  const lengths: number[] = [];
  for await (const length of transform(words, (word) => word.length)) lengths.push(length);
  expect(lengths).toEqual([1, 3]);
}));

test('each round of a loop has a variable of its own, and goroutines see theirs', () => holds(async (count) => {
  const seen = chan<number>(2 * count);
  const wg = new sync.WaitGroup();
  for (let i = 0; i < count; i++) wg.go(async () => seen.send(i));
  for (const i of Array.from({ length: count }, (_, index) => index)) wg.go(async () => seen.send(i));
  await wg.wait();
  seen.close();
  const values: number[] = [];
  for await (const value of seen) values.push(value);
  expect(values.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2 * count }, (_, index) => Math.floor(index / 2)));
}, { native: 100, explored: 3 }));

type Lock = (work: () => Promise<void>) => Promise<void>;

const countUnder = (makeLock: () => Lock) => async (): Promise<number> => {
  const lock = makeLock();
  const counts = new Map<string, number>();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++) wg.go(() => lock(async () => {
    const before = counts.get('hits') ?? 0;
    await gosched();
    counts.set('hits', before + 1);
  }));
  await wg.wait();
  return counts.get('hits') ?? 0;
};

test('a map that goroutines share loses updates across an await, and keeps them under a lock', async () => {
  const results = async (program: () => Promise<number>): Promise<Set<unknown>> =>
    new Set((await exploreProgram(program, { schedules: 100 })).outcomes.map(({ value }) => value));
  const mutex = (): Lock => {
    const mu = new sync.Mutex();
    return async (work) => {
      using _held = await mu.acquire();
      await work();
    };
  };
  expect([...await results(countUnder(() => (work) => work()))].some((hits) => (hits as number) < 3)).toBe(true);
  expect(await results(countUnder(mutex))).toEqual(new Set([3]));
});

test('any number of arguments: channels for a fan-in, values for a goroutine', () => holds(async () => {
  function merge(...sources: ReceiveChannel<number>[]): ReceiveChannel<number> {
    const merged = chan<number>();
    const wg = new sync.WaitGroup();
    for (const source of sources) wg.go(async () => { for await (const value of source) await merged.send(value); });
    go(async function closer() {
      await wg.wait();
      merged.close();
    });
    return merged;
  }
  function emit(to: Channel<number>, ...values: number[]): Promise<void> {
    return values.length === 0 ? Promise.resolve(to.close()) : to.send(values[0] as number).then(() => emit(to, ...values.slice(1)));
  }
  const [a, b] = [chan<number>(), chan<number>()];
  go(emit, a, 1, 2, 3);
  go(emit, b, 4);
  let sum = 0;
  for await (const value of merge(a, b)) sum += value;
  expect(sum).toBe(10);
}));

test('cancel functions are values: kept by id, called by whoever, and again without effect', () => holds(async () => {
  const cancels = new Map<number, context.CancelFunc>();
  const ended: number[] = [];
  const wg = new sync.WaitGroup();
  for (const id of [1, 2, 3]) {
    const [ctx, cancel] = context.withCancel(context.background());
    cancels.set(id, cancel);
    wg.go(async () => {
      await ctx.done().receive();
      ended.push(id);
    });
  }
  cancels.get(2)?.();
  cancels.get(2)?.();
  while (ended.length === 0) await gosched();
  expect(ended).toEqual([2]);
  for (const cancel of cancels.values()) cancel();
  await wg.wait();
  expect(new Set(ended)).toEqual(new Set([1, 2, 3]));
  expect(ended).toHaveLength(3);
}));

test('moments: since and until count from now, and the platform writes and reads them', () => underSchedules(async () => {
  const start = time.now();
  await time.sleep(90 * time.Second);
  expect(time.since(start)).toBeGreaterThanOrEqual(90_000 - 0.001);
  expect(time.until(start + 2 * time.Minute)).toBeLessThanOrEqual(30_000 + 0.001);
  const written = new Date(Math.round(start)).toISOString();
  expect(written).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(Date.parse(written)).toBe(Math.round(start));
}));

test('the runtime knows the number of processors, and what memory is in use', () => {
  expect(runtime.numCPU()).toBe(availableParallelism());
  const before = runtime.memStats();
  const kept = Array.from({ length: 4_000_000 }, (_, i) => i + 0.5);
  const after = runtime.memStats();
  expect(after.heapAlloc - before.heapAlloc).toBeGreaterThan(10_000_000);
  expect(after.heapSys).toBeGreaterThanOrEqual(after.heapAlloc);
  expect(after.sys).toBeGreaterThan(0);
  expect(kept).toHaveLength(4_000_000);
});

test('the dump shows every goroutine: number, state, what it waits for and who started it', () => run(async () => {
  const jobs = chan<number>(0, 'jobs');
  go(async function worker() { await jobs.receive(); });
  go(async function sleeper() { await time.sleep(time.Hour); });
  await gosched();
  expect(runtime.stack().split('\n\n')).toEqual([
    'goroutine 1 [running]:\nmain(...)',
    'goroutine 2 [chan receive]:\nworker(...)\n\tchan receive on `jobs`\ncreated by main in goroutine 1',
    'goroutine 3 [sleep]:\nsleeper(...)\n\tsleep\ncreated by main in goroutine 1',
  ]);
}));

test('a heap behind a lock and a condition is a queue by priority: the most urgent job comes first', () => holds(async (count) => {
  const mu = new sync.Mutex();
  const cond = new sync.Cond(mu);
  const heap = new BinaryHeap<number>((a, b) => a - b);
  const push = async (job: number): Promise<void> => {
    using _held = await mu.acquire();
    heap.push(job);
    cond.signal();
  };
  const pop = async (): Promise<number> => {
    using _held = await mu.acquire();
    while (heap.size === 0) await cond.wait();
    return heap.pop() as number;
  };
  const taken: number[] = [];
  const wg = new sync.WaitGroup();
  for (let worker = 0; worker < 2; worker++) wg.go(async () => {
    for (let i = 0; i < count; i++) taken.push(await pop());
  });
  for (let job = 2 * count; job > 0; job--) await push(job);
  await wg.wait();
  expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2 * count }, (_, i) => i + 1));

  const jobs = [5, 1, 4, 1, 3];
  for (const job of jobs) await push(job);
  const inOrder: number[] = [];
  for (const _job of jobs) inOrder.push(await pop());
  expect(inOrder).toEqual([1, 1, 3, 4, 5]);
}, { native: 200, explored: 3 }));
