/** The properties of Go's `TestChan`: what may be received from a timer or ticker around `stop` and `reset`, since Go 1.23. */
import { describe, expect, test } from 'vitest';
import { chan, go, run, select, sync, time } from '../../src/index.ts';
import { underSchedules } from './under-schedules.ts';

/** Longer than anything here waits. */
const FAR = 10_000 * time.Second;
const SOON = time.Millisecond;
const PAUSE = 10;

interface Subject {
  readonly channel: time.Timer['channel'];
  stop(): unknown;
  reset(duration: number): unknown;
}

const subjects: [kind: 'Timer' | 'Ticker', make: (duration: number) => Subject][] = [['Timer', time.newTimer], ['Ticker', time.newTicker]];

describe.each(subjects)('time/TestChan %s', (kind, make) => {
  test('stopped or reset far away before it fires, it gives nothing', () => underSchedules(async () => {
    const subject = make(FAR);
    subject.stop();
    expect(subject.channel.tryReceive()).toBeUndefined();
    subject.reset(FAR);
    expect(subject.channel.tryReceive()).toBeUndefined();
    subject.stop();
  }));

  test('moved from far to near, it fires', () => underSchedules(async () => {
    const subject = make(FAR);
    subject.reset(SOON);
    await time.sleep(PAUSE);
    expect(subject.channel.tryReceive()).toBeDefined();
    subject.stop();
  }));

  test('after stop, what it had fired cannot be received', () => underSchedules(async () => {
    const subject = make(SOON);
    await time.sleep(PAUSE);
    subject.stop();
    expect(subject.channel.tryReceive()).toBeUndefined();
    expect(await select({ stale: subject.channel, late: time.after(time.Hour) })).toMatchObject({ case: 'late' });
  }));

  test('after reset, what it had fired cannot be received', () => underSchedules(async () => {
    const subject = make(SOON);
    await time.sleep(PAUSE);
    subject.reset(FAR);
    expect(subject.channel.tryReceive()).toBeUndefined();
    expect(await select({ stale: subject.channel, late: time.after(time.Hour) })).toMatchObject({ case: 'late' });
    subject.stop();
  }));

  test('a goroutine that waits is not woken by a reset, and is by the firing after it', () => underSchedules(async () => {
    const subject = make(FAR);
    const done = chan<void>();
    go(async () => {
      await subject.channel.receive();
      done.close();
    });
    await time.sleep(PAUSE);
    expect(done.tryReceive()).toBeUndefined();
    subject.reset(2 * FAR);
    await time.sleep(PAUSE);
    expect(done.tryReceive()).toBeUndefined();
    subject.reset(SOON);
    expect(await select({ done, late: time.after(time.Second) })).toMatchObject({ case: 'done' });
    await time.sleep(PAUSE);
    expect(subject.channel.tryReceive() !== undefined).toBe(kind === 'Ticker');
    subject.stop();
    expect(subject.channel.tryReceive()).toBeUndefined();
  }));

  test('of two that wait in a select, one gets a firing, and both can be told to stop', () => underSchedules(async () => {
    const subject = make(FAR);
    const stop = chan<void>();
    const fired = chan<void>(2);
    const wg = new sync.WaitGroup();
    for (let i = 0; i < 2; i++) wg.go(async () => {
      if ((await select({ fired: subject.channel, stop })).case === 'fired') await fired.send();
    });
    await time.sleep(PAUSE);
    expect(fired.length).toBe(0);
    subject.reset(PAUSE / 2);
    await time.sleep(PAUSE * 0.75);
    expect(fired.length).toBe(1);
    subject.stop();
    stop.close();
    await wg.wait();
    expect(fired.length).toBe(1);
  }));

  test('stopped while two wait in a select, it wakes neither', () => underSchedules(async () => {
    const subject = make(PAUSE);
    subject.stop();
    const stop = chan<void>();
    const wg = new sync.WaitGroup();
    for (let i = 0; i < 2; i++) wg.go(async () => {
      expect(await select({ fired: subject.channel, stop })).toMatchObject({ case: 'stop' });
    });
    await time.sleep(2 * PAUSE);
    stop.close();
    await wg.wait();
  }));

  test('reset after a firing that was taken, it fires again', () => underSchedules(async () => {
    const subject = make(SOON);
    for (let i = 0; i < 3; i++) {
      await subject.channel.receive();
      subject.reset(SOON);
    }
    await subject.channel.receive();
    subject.stop();
  }));

  test('a stop that races the firing wins or loses for good', () => underSchedules(async () => {
    const subject = make(PAUSE);
    let received = 0;
    go.daemon(async () => { for await (const _moment of subject.channel) received++; });
    await time.sleep(PAUSE);
    subject.stop();
    // What was handed over before the stop may still have to be counted.
    await time.sleep(PAUSE / 2);
    const soonAfter = received;
    expect(soonAfter).toBeLessThanOrEqual(1);
    await time.sleep(time.Hour);
    expect(received).toBe(soonAfter);
  }));
});

test('time/TestChan: a timer whose firing nobody took counts as pending, for stop and for reset', () => underSchedules(async () => {
  const timer = time.newTimer(SOON);
  await time.sleep(PAUSE);
  expect(timer.stop()).toBe(true);
  expect(timer.stop()).toBe(false);
  timer.reset(SOON);
  await time.sleep(PAUSE);
  expect(timer.reset(SOON)).toBe(true);
  await timer.channel.receive();
  expect(timer.reset(time.Hour)).toBe(false);
  expect(timer.stop()).toBe(true);
}));

test('time/TestChan: on the real clock nothing stale is received either', () => run(async () => {
  const [timer, ticker] = [time.newTimer(1), time.newTicker(1)];
  await time.sleep(PAUSE);
  timer.reset(time.Hour);
  ticker.reset(time.Hour);
  expect([timer.channel.tryReceive(), ticker.channel.tryReceive()]).toEqual([undefined, undefined]);
  expect(timer.stop()).toBe(true);
  ticker.stop();
}));

test.each(subjects)('time/TestChan %s: length and capacity of its channel are 0, also when it has fired', (_kind, make) => underSchedules(async () => {
  const subject = make(SOON);
  expect([subject.channel.length, subject.channel.capacity]).toEqual([0, 0]);
  await time.sleep(PAUSE * SOON);
  expect([subject.channel.length, subject.channel.capacity]).toEqual([0, 0]);
  expect(subject.channel.tryReceive()).toBeDefined();
  subject.stop();
}));
