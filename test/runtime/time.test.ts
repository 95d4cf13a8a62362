import { describe, expect, test } from 'vitest';
import { go, Panic, run, select, time } from '../../src/index.ts';

describe('time', () => {
  test('sleepers wake in the order of their times', () => run(async () => {
    const order: number[] = [];
    for (const duration of [30, 1, 15]) go(async () => {
      await time.sleep(duration);
      order.push(duration);
    });
    await time.sleep(60);
    expect(order).toEqual([1, 15, 30]);
  }));

  test('a timer fires once, and says whether stopping came in time', () => run(async () => {
    const timer = time.newTimer(1);
    expect(await timer.channel.receive()).toBeTypeOf('number');
    expect(timer.stop()).toBe(false);
    const stopped = time.newTimer(1);
    expect(stopped.stop()).toBe(true);
    expect(await select({ fired: stopped.channel, late: time.after(10) })).toMatchObject({ case: 'late' });
  }));

  test('a timer that has fired and is reset delivers nothing stale', () => run(async () => {
    const timer = time.newTimer(1);
    await time.sleep(10);
    timer.reset(60_000);
    expect(await select({ fired: timer.channel, default: true })).toEqual({ case: 'default' });
    timer.stop();
  }));

  test('a ticker drops the ticks that nobody takes', () => run(async () => {
    const ticker = time.newTicker(2);
    await time.sleep(30);
    let ready = 0;
    while (ticker.channel.tryReceive()) ready++;
    expect(ready).toBe(1);
    ticker.stop();
    await time.sleep(10);
    expect(ticker.channel.tryReceive()).toBeUndefined();
  }));

  test('an interval that is not positive panics, and tick gives a nil channel', () => run(async () => {
    expect(() => time.newTicker(0)).toThrow(new Panic('non-positive interval for NewTicker'));
    expect(await select({ tick: time.tick(0), default: true })).toEqual({ case: 'default' });
  }));

  test('afterFunc runs in a goroutine, unless it was stopped', () => run(async () => {
    let ran = 0;
    time.afterFunc(1, () => { ran++; });
    expect(time.afterFunc(1, () => { ran += 10; }).stop()).toBe(true);
    await time.sleep(20);
    expect(ran).toBe(1);
  }));

  test('a duration that is not a number is refused', () => run(async () => {
    expect(() => time.sleep(Number.NaN)).toThrow(TypeError);
    expect(() => time.newTimer('1s' as unknown as number)).toThrow(/number of milliseconds/);
  }));

  test.each([
    [0, '0s'], [1e-6, '1ns'], [1.5e-3, '1.5µs'], [2.25, '2.25ms'], [1_500, '1.5s'], [61_000, '1m1s'], [3_723_004, '1h2m3.004s'], [-90_000, '-1m30s'], [480_000.000001, '8m0.000000001s'], [1_001, '1.001s'],
  ])('%d ms is written %s and read back', (duration, text) => {
    expect(time.formatDuration(duration)).toBe(text);
    expect(time.parseDuration(text)).toBe(duration);
  });

  test.each(['', '5', 'abc', '1x', '1h 2m'])('%j is no duration', (text) => {
    expect(() => time.parseDuration(text)).toThrow('time: invalid duration');
  });
});
