import { describe, expect, test } from 'vitest';
import { context, DeadlockError, go, gosched, run, semaphore, sync } from '../../src/index.ts';
import { underSchedules } from '../conformance/under-schedules.ts';

describe('semaphore.Weighted', () => {
  test('hold gives the weight back at the end of the block, also on a throw', () => run(async () => {
    const sem = new semaphore.Weighted(3);
    {
      using _held = await sem.hold(context.background(), 2);
      expect([sem.tryAcquire(2), sem.tryAcquire()]).toEqual([false, true]);
      sem.release();
    }
    await expect((async () => {
      using _held = await sem.hold(context.background(), 3);
      throw new Error('inside');
    })()).rejects.toThrow('inside');
    expect(sem.tryAcquire(3)).toBe(true);
  }));

  test('hold throws what acquire throws, and holds nothing then', () => run(async () => {
    const sem = new semaphore.Weighted(1);
    const [ctx, cancel] = context.withCancel(context.background());
    cancel();
    await expect(sem.hold(ctx)).rejects.toBe(context.Canceled);
    expect(sem.tryAcquire()).toBe(true);
  }));

  test('what is thrown is err, not the cause, which the context tells', () => run(async () => {
    const [ctx, cancel] = context.withCancelCause(context.background());
    cancel(new Error('why'));
    await expect(new semaphore.Weighted(1).acquire(ctx)).rejects.toBe(context.Canceled);
  }));

  test('a weight of nothing is had at once, unless somebody waits', () => underSchedules(async () => {
    const sem = new semaphore.Weighted(1);
    await sem.acquire(context.background(), 0);
    await sem.acquire(context.background(), 1);
    await sem.acquire(context.background(), 0);
    const wg = new sync.WaitGroup();
    wg.go(() => sem.acquire(context.background(), 1));
    while (sem.tryAcquire(0)) await gosched();
    sem.release(1);
    await wg.wait();
  }));

  test.each([-1, 0.5, NaN, Infinity])('a size or weight of %d is refused', async (weight) => {
    const message = `a whole number from 0 up, not ${weight}`;
    expect(() => new semaphore.Weighted(weight)).toThrow(new RangeError(`semaphore: the size is ${message}`));
    const sem = new semaphore.Weighted(1);
    await expect(sem.acquire(context.background(), weight)).rejects.toThrow(new RangeError(`semaphore: a weight is ${message}`));
    expect(() => sem.tryAcquire(weight)).toThrow(RangeError);
    expect(() => sem.release(weight)).toThrow(RangeError);
  });

  test('a deadlock names it', async () => {
    await expect(run(async () => {
      const sem = new semaphore.Weighted(1, 'licences');
      await sem.acquire(context.background());
      await sem.acquire(context.background());
    })).rejects.toSatisfy((error) => error instanceof DeadlockError && error.message.includes('licences'));
  });

  test('never more than the size, though goroutines give up at any moment; and at the end everything is there', () => underSchedules(async () => {
    const sem = new semaphore.Weighted(3);
    const wg = new sync.WaitGroup();
    let held = 0;
    for (const weight of [1, 3, 2, 1]) {
      const [ctx, cancel] = context.withCancel(context.background());
      wg.go(async () => {
        try {
          await sem.acquire(ctx, weight);
        } catch {
          return;
        }
        held += weight;
        expect(held).toBeLessThanOrEqual(3);
        await gosched();
        held -= weight;
        sem.release(weight);
      });
      go(async () => {
        if (weight === 1) await gosched();
        cancel();
      });
    }
    await wg.wait();
    expect(sem.tryAcquire(3)).toBe(true);
  }, 300));
});
