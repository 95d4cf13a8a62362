/** The properties of Go's `tick_test.go`. */
import { expect, test } from 'vitest';
import { chan, go, gosched, Panic, run, select, sync, time } from '../../src/index.ts';
import { expectElapsed, expectLasted, thrownBy, underSchedules, verdictOf } from './under-schedules.ts';

test.each([[10, 20], [6, 100], [8, time.Second]])('time/TestTicker: %d ticks of %d ms, the second half at twice the interval', (count, interval) => underSchedules(async () => {
  const ticker = time.newTicker(interval);
  const start = time.now();
  for (let i = 0; i < count / 2; i++) await ticker.channel.receive();
  ticker.reset(2 * interval);
  for (let i = 0; i < count / 2; i++) await ticker.channel.receive();
  ticker.stop();
  expectElapsed(start, 3 * interval * count / 2);
  await time.sleep(2 * interval);
  expect(ticker.channel.tryReceive()).toBeUndefined();
}));

test('time/TestTicker: the ticks do not drift apart, however slowly they are taken', () => underSchedules(async () => {
  const ticker = time.newTicker(10);
  const start = time.now();
  for (let i = 1; i <= 5; i++) {
    expectLasted((await ticker.channel.receive() ?? NaN) - start, 10 * i);
    await time.sleep(7);
  }
  ticker.stop();
}));

test('time/TestTicker: ticks that nobody takes are dropped, but for one', () => underSchedules(async () => {
  const ticker = time.newTicker(10);
  await time.sleep(95);
  expect(ticker.channel.tryReceive()).toBeDefined();
  expect(ticker.channel.tryReceive()).toBeUndefined();
  ticker.stop();
}));

test('time/TestTicker: ticks that came due while the thread was busy are dropped, and the rhythm stays', () => run(async () => {
  const ticker = time.newTicker(5);
  const busyUntil = time.now() + 40;
  while (time.now() < busyUntil) { /* the thread does nothing else */ }
  const ticks: number[] = [];
  for (let i = 0; i < 5; i++) ticks.push(await ticker.channel.receive() ?? NaN);
  ticker.stop();
  // However slow the machine, four intervals lie between five ticks, but for a part of the first and what the platform rounds.
  expect((ticks[4] ?? NaN) - (ticks[0] ?? NaN)).toBeGreaterThan(3 * 5 - 2);
}));

test('time/TestTicker: a tick that comes late does not make the next ones late', () => underSchedules(async () => {
  const interval = 3 * time.Microsecond;
  const start = time.now();
  const ticker = time.newTicker(interval);
  let over = false;
  // Somebody who is always at work makes time go by in steps, past the moments at which ticks are due.
  go(async () => { while (!over) await gosched(); });
  for (let i = 0; i < 60; i++) {
    const intervals = ((await ticker.channel.receive() ?? NaN) - start) / interval;
    expect(Math.abs(intervals - Math.round(intervals))).toBeLessThan(0.2);
  }
  over = true;
  ticker.stop();
}, 10));

test('time/TestTicker: stop does not close the channel', async () => {
  expect(await verdictOf(async () => {
    const ticker = time.newTicker(10);
    ticker.stop();
    await ticker.channel.receive();
  })).toBe('deadlock');
});

test('time/TestTeardown: tickers can be stopped one after the other, and twice', () => underSchedules(async () => {
  for (let i = 0; i < 3; i++) {
    const ticker = time.newTicker(100);
    await ticker.channel.receive();
    ticker.stop();
    ticker.stop();
  }
}));

test('time/TestTick: an interval that is not positive gives a nil channel', async () => {
  await underSchedules(async () => {
    for (const interval of [0, -1]) {
      expect(await select({ tick: time.tick(interval), late: time.after(time.Hour) })).toMatchObject({ case: 'late' });
    }
  });
  expect(await verdictOf(() => time.tick(-1).receive())).toBe('deadlock');
});

test('time/TestTick: a positive one ticks', () => underSchedules(async () => {
  const start = time.now();
  const ticks = time.tick(10);
  for (let i = 0; i < 3; i++) await ticks.receive();
  expectElapsed(start, 30);
}));

test('time/TestTickTimes: the moment of a tick is when it came, not when somebody looked', () => underSchedules(async () => {
  const start = time.now();
  const ticks = time.tick(10);
  await time.sleep(500);
  expectLasted((await ticks.receive() ?? NaN) - start, 10);
}));

test.each([0, -1])('time/TestNewTickerLtZeroDuration: newTicker(%d) panics', (interval) => run(() => {
  expect(thrownBy(() => time.newTicker(interval))).toEqual(new Panic('non-positive interval for NewTicker'));
}));

test.each([0, -1])('time/TestTickerResetLtZeroDuration: reset(%d) panics, and the ticker ticks on', (interval) => underSchedules(async () => {
  const ticker = time.newTicker(10);
  const start = time.now();
  expect(thrownBy(() => ticker.reset(interval))).toEqual(new Panic('non-positive interval for Ticker.Reset'));
  await ticker.channel.receive();
  expectElapsed(start, 10);
  ticker.stop();
}));

test('time/TestAfterStress: the fastest ticker ticks, and lets others run', async () => {
  const program = async (): Promise<void> => {
    let stopped = false;
    go(async () => { while (!stopped) await time.sleep(time.Nanosecond); });
    const ticker = time.newTicker(time.Nanosecond);
    for (let i = 0; i < 20; i++) await ticker.channel.receive();
    ticker.stop();
    stopped = true;
  };
  await underSchedules(program, 10);
  await run(program);
});

test('time/TestLongAdjustTimers: a heap full of sleepers, and timers that are left behind, delay nobody', () => underSchedules(async () => {
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 200; i++) wg.go(() => time.sleep(10 * time.Microsecond));
  const [incoming, outgoing] = [chan<number>(), chan<number>()];
  wg.go(async function queue() {
    const waiting: number[] = [];
    for (;;) {
      const event = await select({ out: waiting.length > 0 ? select.send(outgoing, waiting[0] as number) : null, in: incoming });
      if (event.case === 'out') waiting.shift();
      else if (event.ok) waiting.push(event.value);
      else return outgoing.close();
    }
  });
  for (let i = 0; i < 20; i++) {
    for (let j = 0; j < 5; j++) await incoming.send(j);
    for (let j = 0; j < 5; j++) {
      expect(await select({ out: outgoing, late: time.after(5 * time.Second) })).toEqual({ case: 'out', ok: true, value: j });
    }
  }
  incoming.close();
  await wg.wait();
}, 5));
