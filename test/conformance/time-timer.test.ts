/** The properties of Go's `sleep_test.go`: sleeping, timers and functions that run later. */
import { describe, expect, test } from 'vitest';
import { atomic, chan, go, run, select, sync, time } from '../../src/index.ts';
import { expectElapsed, expectLasted, underSchedules } from './under-schedules.ts';

const DELAY = 100;

describe('sleep', () => {
  test('time/TestSleep: a sleep lasts what it was told', () => underSchedules(async () => {
    const start = time.now();
    go(() => time.sleep(DELAY / 2));
    await time.sleep(DELAY);
    expectElapsed(start, DELAY);
  }));

  test('time/TestSleep: on the real clock it is not shorter either', () => run(async () => {
    const start = time.now();
    await time.sleep(10);
    // The platform's timers count whole milliseconds.
    expect(time.since(start)).toBeGreaterThanOrEqual(9);
  }));

  test('time/TestSleepZeroDeadlock: sleeping for no time goes on, and others with it', () => underSchedules(async () => {
    const c = chan<boolean>();
    go(async () => {
      for (let i = 0; i < 20; i++) await time.sleep(0);
      await c.send(true);
    });
    for (let i = 0; i < 20; i++) {
      await time.sleep(0);
      const slot = chan<boolean>(1);
      await slot.send(true);
      await slot.receive();
    }
    expect(await c.receive()).toBe(true);
  }));

  test('time/TestOverflowSleep: the longest wait does not end early, the most negative one does not wait', () => underSchedules(async () => {
    const big = Number.MAX_SAFE_INTEGER;
    go.daemon(async () => {
      await time.sleep(big);
      throw new Error('the big sleep has ended');
    });
    expect(await select({ big: time.after(big), small: time.after(25) })).toMatchObject({ case: 'small' });
    const start = time.now();
    await time.sleep(-big);
    expect(await select({ negative: time.after(-big), late: time.after(time.Second) })).toMatchObject({ case: 'negative' });
    expectElapsed(start, 0);
  }));

  test('time/TestOverflowSleep: on the real clock, where a platform timer holds 2³¹−1 ms', () => run(async () => {
    expect(await select({ big: time.after(2 ** 40), small: time.after(2) })).toMatchObject({ case: 'small' });
    expect(await select({ negative: time.after(-1), late: time.after(time.Minute) })).toMatchObject({ case: 'negative' });
  }));
});

describe('after', () => {
  test('time/TestAfter: it gives the moment, and not before', () => underSchedules(async () => {
    const start = time.now();
    const end = await time.after(DELAY).receive() ?? NaN;
    expectElapsed(start, DELAY);
    expectLasted(end - start, DELAY);
  }));

  test('time/TestAfterTick: ten in a row take ten times as long', () => underSchedules(async () => {
    const start = time.now();
    for (let i = 0; i < 10; i++) await time.after(DELAY).receive();
    expectElapsed(start, 10 * DELAY);
  }));

  test('time/TestAfterTimes: the moment it gives is when it fired, not when somebody looked', () => underSchedules(async () => {
    const start = time.now();
    const c = time.after(10);
    await time.sleep(500);
    expectLasted((await c.receive() ?? NaN) - start, 10);
  }));

  test('time/TestAfterQueuing: many timers, in any order of making, fire in the order of their times', () => underSchedules(async () => {
    const slots = [5, 3, 6, 6, 6, 1, 1, 2, 7, 9, 4, 8, 0];
    const results = chan<{ slot: number; at: number }>(slots.length);
    const start = time.now();
    for (const slot of slots) {
      const fired = time.after(slot * DELAY);
      go(async () => results.send({ slot, at: await fired.receive() ?? NaN }));
    }
    const order: number[] = [];
    for (let i = 0; i < slots.length; i++) {
      const [result] = await results.receiveOk();
      if (!result) throw new Error('nobody closes it');
      order.push(result.slot);
      expectLasted(result.at - start, result.slot * DELAY);
    }
    expect(order).toEqual(slots.toSorted((a, b) => a - b));
  }));
});

describe('afterFunc', () => {
  test('time/TestAfterFunc: a function may set off the next one', () => underSchedules(async () => {
    let left = 10;
    const over = chan<boolean>();
    const next = async (): Promise<void> => {
      if (--left < 0) return over.send(true);
      time.afterFunc(0, next);
      await time.sleep(time.Second);
    };
    time.afterFunc(0, next);
    expect(await over.receive()).toBe(true);
    await time.sleep(2 * time.Second);
  }));

  test('time/TestAfterFunc: it runs in a goroutine of its own, after the time, once', () => underSchedules(async () => {
    const start = time.now();
    const ran = chan<number>(2);
    time.afterFunc(DELAY, () => ran.send(time.since(start)));
    expectLasted(await ran.receive() ?? NaN, DELAY);
    await time.sleep(5 * DELAY);
    expect(ran.length).toBe(0);
  }));

  test('time/TestAfterFunc: reset lets one that has run, run again', () => underSchedules(async () => {
    const ran = chan<void>(4);
    const timer = time.afterFunc(DELAY, () => ran.send());
    await time.sleep(2 * DELAY);
    expect(timer.reset(DELAY)).toBe(false);
    expect(timer.reset(2 * DELAY)).toBe(true);
    await time.sleep(DELAY * 1.5);
    expect(ran.length).toBe(1);
    await time.sleep(DELAY);
    expect(ran.length).toBe(2);
    expect(timer.stop()).toBe(false);
  }));
});

describe('stop and reset', () => {
  test('time/TestAfterStop: what was stopped in time never happens, also after longer timers', () => underSchedules(async () => {
    time.afterFunc(100, () => {});
    const t0 = time.newTimer(50);
    const c1 = chan<boolean>(1);
    const t1 = time.afterFunc(150, () => c1.send(true));
    const c2 = time.after(200);
    expect([t0.stop(), t1.stop()]).toEqual([true, true]);
    await c2.receive();
    expect(await select({ t0: t0.channel, c1, default: true })).toEqual({ case: 'default' });
    expect([t0.stop(), t1.stop()]).toEqual([false, false]);
  }));

  test('time/TestTimerStopStress: a hundred timers that are stopped half-way', () => underSchedules(async () => {
    for (let i = 0; i < 100; i++) go(async () => {
      const timer = time.afterFunc(2 * time.Second, () => { throw new Error(`timer ${i} was not stopped`); });
      await time.sleep(time.Second);
      expect(timer.stop()).toBe(true);
    });
    await time.sleep(3 * time.Second);
  }, 10));

  test('time/TestReset: a reset before the time puts it off, and one after it starts it anew', () => underSchedules(async () => {
    const timer = time.newTimer(2 * DELAY);
    await time.sleep(DELAY);
    expect(timer.reset(3 * DELAY)).toBe(true);
    await time.sleep(2 * DELAY);
    expect(timer.channel.tryReceive()).toBeUndefined();
    await time.sleep(2 * DELAY);
    expect(timer.channel.tryReceive()).toBeDefined();
    expect(timer.reset(DELAY)).toBe(false);
    const start = time.now();
    await timer.channel.receive();
    expectElapsed(start, DELAY);
  }));

  test('time/TestTimerModifiedEarlier: a timer that is moved to the past again and again fires at once', () => underSchedules(async () => {
    const past = time.until(0);
    for (let i = 0; i < 10; i++) {
      const timer = time.newTimer(time.Hour);
      for (let j = 0; j < 10; j++) {
        timer.stop();
        timer.reset(past);
      }
      const start = time.now();
      expect(await select({ fired: timer.channel, late: time.after(10 * time.Second) })).toMatchObject({ case: 'fired' });
      expectElapsed(start, 0);
    }
  }));

  test('time/TestAdjustTimers: timers that are moved back and forth lose no wake-up', () => underSchedules(async () => {
    const wg = new sync.WaitGroup();
    for (let i = 0; i < 30; i++) wg.go(async () => {
      const timer = time.newTimer(0);
      await timer.channel.receive();
      for (const long of [time.Minute, 3 * time.Minute, 2 * time.Minute]) {
        expect(timer.reset(long + i)).toBe(false);
        await time.sleep(i % 3);
        expect(timer.stop()).toBe(true);
      }
      expect(timer.reset(0)).toBe(false);
      const start = time.now();
      await timer.channel.receive();
      expectElapsed(start, 0);
    });
    await wg.wait();
  }, 20));

  test('time/TestConcurrentTimerReset: many goroutines may reset one timer', () => underSchedules(async () => {
    const timer = time.newTimer(time.Hour);
    const wg = new sync.WaitGroup();
    for (let i = 0; i < 8; i++) wg.go(async () => {
      for (let j = 0; j < 20; j++) {
        expect(timer.reset(time.Hour + i * j)).toBe(true);
        await time.sleep(0);
      }
    });
    await wg.wait();
    expect([timer.stop(), timer.stop()]).toEqual([true, false]);
  }, 10));

  test('time/TestConcurrentTimerResetStop: one of them may stop it, and it fires only if a reset came last', () => underSchedules(async () => {
    const timer = time.newTimer(time.Hour);
    const wg = new sync.WaitGroup();
    let last: 'reset' | 'stop' = 'reset';
    for (let i = 0; i < 4; i++) {
      wg.go(() => { timer.reset(time.Hour + i); last = 'reset'; });
      wg.go(() => { timer.stop(); last = 'stop'; });
    }
    await wg.wait();
    const event = await select({ fired: timer.channel, late: time.after(2 * time.Hour) });
    expect(event.case).toBe(last === 'reset' ? 'fired' : 'late');
  }));
});

test('time/TestZeroTimer: a timer of no time is never missed', () => underSchedules(async () => {
  const fired = new atomic.Int32();
  for (let i = 0; i < 200; i++) {
    const start = time.now();
    await time.newTimer(0).channel.receive();
    expectElapsed(start, 0);
    fired.add(1);
  }
  expect(fired.load()).toBe(200);
}, 10));
