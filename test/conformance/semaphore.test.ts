/** The properties of the tests and examples of `golang.org/x/sync/semaphore`. */
import { describe, expect, test } from 'vitest';
import { context, defer, errgroup, go, gosched, Panic, run, semaphore, sync, time, type Context } from '../../src/index.ts';
import { thrownBy, underSchedules, verdictOf } from './under-schedules.ts';

/** Whether `acquire` succeeds before `ctx` is done. */
async function acquired(sem: semaphore.Weighted, ctx: Context, weight = 1): Promise<boolean> {
  try {
    await sem.acquire(ctx, weight);
  } catch (error) {
    expect(error).toBe(ctx.err());
    return false;
  }
  return true;
}

/** Whether `weight` can be had within 10 ms. */
async function acquiredSoon(sem: semaphore.Weighted, weight: number): Promise<boolean> {
  const [ctx, cancel] = context.withTimeout(context.background(), 10 * time.Millisecond);
  const got = await acquired(sem, ctx, weight);
  cancel();
  return got;
}

describe('semaphore/TestWeighted: the combined weight never exceeds the size, and everybody gets through', () => {
  async function hammer(size: number, loops: number): Promise<void> {
    const sem = new semaphore.Weighted(size);
    const wg = new sync.WaitGroup();
    let held = 0;
    for (let weight = 0; weight <= size; weight++) wg.go(async () => {
      for (let i = 0; i < loops; i++) {
        await sem.acquire(context.background(), weight);
        held += weight;
        expect(held).toBeLessThanOrEqual(size);
        await time.sleep(time.Microsecond * (1 + i % 3));
        held -= weight;
        sem.release(weight);
      }
    });
    await wg.wait();
    expect(sem.tryAcquire(size)).toBe(true);
  }

  test('on the event loop', () => run(() => hammer(6, 30)));
  test('under schedules', () => underSchedules(() => hammer(3, 3)));
});

test('semaphore/TestWeightedPanic: to release more than is held panics', () => run(async () => {
  const sem = new semaphore.Weighted(2);
  expect(thrownBy(() => sem.release(1))).toEqual(new Panic('semaphore: released more than held'));
  await sem.acquire(context.background(), 1);
  expect(thrownBy(() => sem.release(2))).toEqual(new Panic('semaphore: released more than held'));
  sem.release(1);
}));

test('semaphore/TestWeightedPanic: it ends the program when nobody catches it', async () => {
  expect(await verdictOf(() => {
    go(() => new semaphore.Weighted(1).release(1));
    return gosched();
  })).toBe('panic');
});

test('semaphore/TestWeightedTryAcquire: it succeeds while there is room, and never waits', () => underSchedules(async () => {
  const ctx = context.background();
  const sem = new semaphore.Weighted(2);
  await sem.acquire(ctx, 1);
  const tries = [sem.tryAcquire(1), sem.tryAcquire(1)];
  sem.release(2);
  tries.push(sem.tryAcquire(1));
  await sem.acquire(ctx, 1);
  tries.push(sem.tryAcquire(1));
  expect(tries).toEqual([true, false, true, false]);
}));

test('semaphore/TestWeightedAcquire: it waits until its context is done, and no longer', () => underSchedules(async () => {
  const ctx = context.background();
  const sem = new semaphore.Weighted(2);
  await sem.acquire(ctx, 1);
  const tries = [await acquiredSoon(sem, 1), await acquiredSoon(sem, 1)];
  sem.release(2);
  tries.push(await acquiredSoon(sem, 1));
  await sem.acquire(ctx, 1);
  tries.push(await acquiredSoon(sem, 1));
  expect(tries).toEqual([true, false, true, false]);
}));

test('semaphore/TestWeightedDoesntBlockIfTooBig: a weight above the size keeps nobody else waiting', () => underSchedules(async () => {
  const size = 2;
  const sem = new semaphore.Weighted(size);
  const [doomed, cancel] = context.withCancel(context.background());
  const wg = new sync.WaitGroup();
  wg.go(async () => { expect(await acquired(sem, doomed, size + 1)).toBe(false); });
  const [group, ctx] = errgroup.withContext(context.background());
  for (let i = 0; i < size * 3; i++) await group.go(async () => {
    await sem.acquire(ctx, 1);
    await time.sleep(time.Millisecond);
    sem.release(1);
  });
  await group.wait();
  cancel();
  await wg.wait();
}));

test('semaphore/TestWeightedDoesntBlockIfTooBig: without an end of its context it waits for ever', async () => {
  expect(await verdictOf(() => new semaphore.Weighted(1).acquire(context.background(), 2))).toBe('deadlock');
});

describe('semaphore/TestLargeAcquireDoesntStarve: a large request gets its turn among small ones that never stop', () => {
  async function starve(size: number): Promise<void> {
    const ctx = context.background();
    const sem = new semaphore.Weighted(size);
    const wg = new sync.WaitGroup();
    let running = true;
    for (let i = 0; i < size; i++) {
      await sem.acquire(ctx, 1);
      wg.go(async () => {
        while (running) {
          await time.sleep(time.Millisecond);
          sem.release(1);
          await sem.acquire(ctx, 1);
        }
        sem.release(1);
      });
    }
    await sem.acquire(ctx, size);
    running = false;
    sem.release(size);
    await wg.wait();
  }

  test('on the event loop', () => run(() => starve(4)));
  test('under schedules', () => underSchedules(() => starve(3)));
});

test('semaphore/TestLargeAcquireDoesntStarve: they are served in the order they came', () => underSchedules(async () => {
  const sem = new semaphore.Weighted(3);
  const wg = new sync.WaitGroup();
  const served: number[] = [];
  await sem.acquire(context.background(), 3);
  for (const [i, weight] of [3, 1, 2, 1].entries()) {
    wg.go(async () => {
      await sem.acquire(context.background(), weight);
      served.push(i);
      await time.sleep(time.Millisecond);
      sem.release(weight);
    });
    // By then it waits.
    await time.sleep(time.Millisecond);
    expect(sem.tryAcquire(0)).toBe(false);
  }
  sem.release(1);
  await time.sleep(time.Millisecond);
  expect(served).toEqual([]);
  sem.release(2);
  await wg.wait();
  expect(served[0]).toBe(0);
  // Two that have room at the same time may go on in any order.
  expect(new Set(served.slice(1, 3))).toEqual(new Set([1, 2]));
}));

test('semaphore/TestAllocCancelDoesntStarve: when a large waiter gives up, small ones behind it go ahead', () => underSchedules(async () => {
  const sem = new semaphore.Weighted(10);
  await sem.acquire(context.background(), 1);
  const [ctx, cancel] = context.withCancel(context.background());
  const wg = new sync.WaitGroup();
  wg.go(async () => { expect(await acquired(sem, ctx, 10)).toBe(false); });
  while (sem.tryAcquire(1)) {
    sem.release(1);
    await gosched();
  }
  wg.go(cancel);
  await sem.acquire(context.background(), 1);
  sem.release(1);
  await wg.wait();
  expect([sem.tryAcquire(9), sem.tryAcquire(1)]).toEqual([true, false]);
}, 100));

test('semaphore/TestWeightedAcquireCanceled: an end that comes before the room wins, and nothing is lost', () => underSchedules(async () => {
  const sem = new semaphore.Weighted(2);
  const [ctx, cancel] = context.withCancel(context.background());
  await sem.acquire(context.background(), 1);
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    while (sem.tryAcquire(1)) {
      sem.release(1);
      await gosched();
    }
    cancel();
    sem.release(1);
  });
  expect(await acquired(sem, ctx, 2)).toBe(false);
  await wg.wait();
  expect(sem.tryAcquire(2)).toBe(true);
  sem.release(2);
  expect(await acquired(sem, ctx, 1)).toBe(false);
  expect(sem.tryAcquire(2)).toBe(true);
}, 100));

test('semaphore/TestWeightedAcquireCanceled: an end that comes with the room, or right after it, loses nothing either', async () => {
  const seen = new Set<boolean>();
  await underSchedules(async () => {
    const sem = new semaphore.Weighted(1);
    const [ctx, cancel] = context.withCancel(context.background());
    const wg = new sync.WaitGroup();
    await sem.acquire(context.background());
    wg.go(async () => {
      const got = await acquired(sem, ctx);
      seen.add(got);
      if (got) sem.release();
    });
    wg.go(async () => {
      await gosched();
      sem.release();
    });
    wg.go(async () => {
      await gosched();
      cancel();
    });
    await wg.wait();
    expect(sem.tryAcquire(1)).toBe(true);
  }, 200);
  expect(seen).toEqual(new Set([true, false]));
});

test('semaphore/Example_workerPool: to hold everything is to wait for all workers', () => underSchedules(async () => {
  const ctx = context.todo();
  const workers = 3;
  const sem = new semaphore.Weighted(workers);
  const steps: number[] = [];
  for (let i = 0; i < 8; i++) {
    await sem.acquire(ctx, 1);
    go(async () => {
      using _release = defer(() => sem.release(1));
      await gosched();
      steps[i] = collatzSteps(i + 1);
    });
  }
  await sem.acquire(ctx, workers);
  expect(steps).toEqual([0, 1, 7, 2, 5, 8, 16, 3]);
}));

/** How many steps it takes to come to 1, halving even numbers and making 3n + 1 of odd ones. */
function collatzSteps(start: number): number {
  let steps = 0;
  for (let n = start; n > 1; steps++) n = n % 2 === 0 ? n / 2 : 3 * n + 1;
  return steps;
}
