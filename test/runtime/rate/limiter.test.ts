import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { context, DeadlockError, go, rate, run, sync, time } from '../../../src/index.ts';
import { explore } from '../../../src/testing.ts';
import { onVirtualTime, refusalOf } from './virtual-time.ts';

const background = context.background();

describe('Limiter', () => {
  test('says what it is, and can be changed', () => {
    const limiter = new rate.Limiter(10, 3);
    expect([limiter.limit(), limiter.burst(), limiter.tokens()]).toEqual([10, 3, 3]);
    limiter.setLimit(20);
    limiter.setBurst(1);
    expect([limiter.limit(), limiter.burst(), limiter.tokens()]).toEqual([20, 1, 1]);
  });

  test.each([[NaN, 1], ['10', 1], [undefined, 1]])('a limit of %j is refused', (limit, burst) => {
    expect(() => new rate.Limiter(limit as number, burst)).toThrow(/number of events per second/);
  });

  test.each([NaN, 1.5, -1, Infinity])('a burst of %d is refused', (burst) => {
    expect(() => new rate.Limiter(1, burst)).toThrow(RangeError);
    expect(() => { new rate.Limiter(1, 1).setBurst(burst); }).toThrow(RangeError);
  });

  test('a loop that never has to wait lets the rest of the process live', () => run(async () => {
    const limiter = new rate.Limiter(rate.Inf, 0);
    let over = false;
    go(async () => {
      await time.sleep(5);
      over = true;
    });
    while (!over) await limiter.wait(background);
  }));

  test('a wait that can never end is a deadlock', async () => {
    const program = async (): Promise<void> => {
      const limiter = new rate.Limiter(0, 1);
      await limiter.wait(background);
      await limiter.wait(background);
    };
    await expect(run(program)).rejects.toThrow(DeadlockError);
    expect((await explore(program, { schedules: 3 })).verdict).toBe('deadlock');
  });

  test('the time limit of a context ends a wait that would otherwise take for ever', () => onVirtualTime(async () => {
    const limiter = new rate.Limiter(0, 1);
    limiter.allow();
    const [ctx, cancel] = context.withTimeout(background, 1_000);
    expect(await refusalOf(limiter.wait(ctx))).toMatch('would exceed context deadline');
    cancel();
  }));

  test('a limit that is raised serves those who come from then on', () => onVirtualTime(async () => {
    const limiter = new rate.Limiter(1, 1);
    limiter.allow();
    limiter.setLimit(1_000);
    const start = time.now();
    await limiter.wait(background);
    expect(time.since(start)).toBeLessThan(2);
  }));

  test('a wait that is not awaited is found', async () => {
    const report = await explore(async () => {
      const limiter = new rate.Limiter(10, 1);
      limiter.allow();
      void limiter.wait(background);
      await time.sleep(1);
    });
    expect(report.verdict).toBe('unawaited');
  });

  test('a delay is never too short for the tokens to be there', () => {
    fc.assert(fc.property(fc.double({ min: 0.01, max: 1e5, noNaN: true }), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 1e9 }), (limit, burst, offset) => {
      const at = 1_764_000_000_000 + offset / 997;
      const limiter = new rate.Limiter(limit, burst);
      limiter.allowN(at, burst);
      const delay = limiter.reserveN(at, 1).delayFrom(at);
      const other = new rate.Limiter(limit, burst);
      other.allowN(at, burst);
      expect(other.allowN(at + delay, 1)).toBe(true);
    }), { seed: 11, numRuns: 1_000 });
  });

  test('many goroutines of several kinds never get more than burst + limit · t', () => onVirtualTime(async () => {
    const limiter = new rate.Limiter(100, 5);
    const moments: number[] = [];
    const wg = new sync.WaitGroup();
    for (let i = 0; i < 4; i++) wg.go(async () => {
      for (let n = 0; n < 5; n++) {
        await limiter.wait(background);
        moments.push(time.now());
      }
    });
    wg.go(async () => {
      for (let n = 0; n < 20; n++) {
        if (limiter.allow()) moments.push(time.now());
        await time.sleep(7);
      }
    });
    await wg.wait();
    expectAtMost(moments, 5, 100);
  }));
});

/** In no stretch of time are there more events than the burst and what the limit earns. A schedule may delay whoever has been served by the steps of others, a microsecond or so each. */
function expectAtMost(moments: readonly number[], burst: number, limit: number): void {
  const sorted = moments.toSorted((a, b) => a - b);
  for (const [first, begin] of sorted.entries()) {
    for (const [last, end] of sorted.entries()) {
      if (last >= first) expect(last - first + 1).toBeLessThanOrEqual(burst + (limit * (end - begin + 0.1)) / time.Second);
    }
  }
}
