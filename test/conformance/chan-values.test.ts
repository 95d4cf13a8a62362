import { expect, test } from 'vitest';
import { chan, go, gosched, Panic, run, select, nilChan, time, type Channel, type ReceiveChannel, type Received, type SendChannel } from '../../src/index.ts';
import { holds, holdsLeaving } from './schedules.ts';

const N = 10;

test('test/chan/fifo: a buffered channel gives values in the order they were sent', () => holds(async () => {
  const ch = chan<number>(N);
  for (let i = 0; i < N; i++) await ch.send(i);
  for (let i = 0; i < N; i++) expect(await ch.receive()).toBe(i);
}));

test('test/chan/fifo: goroutines in a daisy chain receive from an unbuffered channel in their order', () => holds(async () => {
  const ch = chan<number>();
  const start = chan<number>();
  let last = start;
  for (let i = 0; i < N; i++) {
    const [before, after] = [last, chan<number>()];
    go(async () => {
      await before.receive();
      expect(await ch.receive()).toBe(i);
      await after.send(1);
    });
    last = after;
  }
  await start.send(0);
  for (let i = 0; i < N; i++) await ch.send(i);
  await last.receive();
}));

test('test/chan/goroutines: a value passes through a chain of many goroutines', () => holds(async (links) => {
  const leftmost = chan<number>();
  let left = leftmost;
  for (let i = 0; i < links; i++) {
    const [to, from] = [left, chan<number>()];
    go(async () => to.send((await from.receive() ?? 0) + 1));
    left = from;
  }
  go((ch) => ch.send(1), left);
  expect(await leftmost.receive()).toBe(links + 1);
}, { native: 10_000, explored: 30 }));

test.each<[string, unknown]>([
  ['numbers', 123], ['large integers', 2n ** 60n], ['booleans', true], ['strings', 'hello'], ['undefined', undefined], ['null', null],
])('test/chan/nonblock: sends and receives that do not block lose no value: %s', (_name, value) => holds(async () => {
  for (const capacity of [0, 1]) {
    const ch = chan<unknown>(capacity);
    const done = chan<true>();
    expect(await select({ ch, default: true })).toEqual({ case: 'default' });
    go(async () => {
      expect(await ch.receiveOk()).toEqual([value, true]);
      await done.send(true);
    });
    while ((await select({ sent: select.send(ch, value), default: true })).case === 'default') await time.sleep(1);
    await done.receive();
    go(async () => {
      await ch.send(value);
      await done.send(true);
    });
    let event = await select({ ch, default: true });
    for (; event.case === 'default'; event = await select({ ch, default: true })) await time.sleep(1);
    expect(event).toEqual({ case: 'ch', ok: true, value });
    await done.receive();
  }
}));

test('test/chan/perm: an end can do only what its direction allows', () => run(async () => {
  const both = chan<number>(1);
  const [sends, receives]: [SendChannel<number>, ReceiveChannel<number>] = [both.sendOnly(), both.receiveOnly()];
  // @ts-expect-error: a send end does not receive
  expect(() => sends.receive()).toThrow(TypeError);
  // @ts-expect-error: a receive end does not send
  expect(() => receives.send(1)).toThrow(TypeError);
  // @ts-expect-error: a receive end does not close
  expect(() => receives.close()).toThrow(TypeError);
  // @ts-expect-error: an end does not become a channel again
  const widened: Channel<number> = sends;
  expect(() => widened.tryReceive()).toThrow(TypeError);
  // @ts-expect-error: only strings go where strings are wanted
  const narrowed: SendChannel<string> = chan<number>();
  expect(narrowed.capacity).toBe(0);
  await sends.send(5);
  expect(await receives.receive()).toBe(5);
}));

test('test/chan/zerosize: a channel of nothing counts its sends', () => holds(async () => {
  const ch = chan<void>(2);
  await ch.send();
  await ch.send();
  expect(ch.length).toBe(2);
  expect(await ch.receiveOk()).toEqual([undefined, true]);
  const meet = chan<void>();
  go(() => meet.send());
  expect(await meet.receiveOk()).toEqual([undefined, true]);
}));

test('test/chancap: length and capacity are what they are in Go, and a capacity that cannot be is refused', () => run(async () => {
  const ch = chan<number>(10);
  expect([ch.length, ch.capacity]).toEqual([0, 10]);
  for (let i = 0; i < 3; i++) await ch.send(i);
  expect([ch.length, ch.capacity]).toEqual([3, 10]);
  expect([chan().length, chan().capacity]).toEqual([0, 0]);
  expect([nilChan().length, nilChan().capacity]).toEqual([0, 0]);
  for (const capacity of [-1, 1.5, Number.NaN, Infinity, 2 ** 60]) expect(() => chan(capacity)).toThrow(RangeError);
}));

test('test/range: a loop over a channel ends when it is closed and drained', () => holds(async () => {
  const ch = chan<number>();
  go(async () => {
    for (let i = 0; i < 6; i++) await ch.send(i);
    ch.close();
  });
  const got: number[] = [];
  for await (const value of ch) got.push(value);
  expect(got).toEqual([0, 1, 2, 3, 4, 5]);
}));

type Receive = (ch: Channel<number>) => Promise<Received<number>>;
const never = chan<number>();
const ways: Record<string, Receive> = {
  receiveOk: (ch) => ch.receiveOk(),
  tryReceive: (ch) => Promise.resolve(ch.tryReceive() ?? Promise.reject(new Error('would block'))),
  select: async (ch) => shape(await select({ ch })),
  'select with a default': async (ch) => shape(await select({ ch, default: true })),
  'select with other cases': async (ch) => shape(await select({ never, ch, off: null })),
};

function shape(event: { ok: true; value: number } | { ok: false; value: undefined } | { case: 'default' }): Received<number> {
  if (!('ok' in event)) throw new Error('would block');
  return event.ok ? [event.value, true] : [undefined, false];
}

test.each(Object.entries(ways))('test/closedchan: what was buffered comes first, then the end for ever: %s', (_name, receive) => holds(async () => {
  const ch = chan<number>(2);
  await ch.send(1);
  ch.close();
  expect(await receive(ch)).toEqual([1, true]);
  for (let i = 0; i < 3; i++) {
    expect(await receive(ch)).toEqual([undefined, false]);
    await expect(ch.send(i)).rejects.toThrow('send on closed channel');
    expect(() => ch.trySend(i)).toThrow('send on closed channel');
  }
  expect(ch.length).toBe(0);
}));

test('test/closedchan: a closed channel and a nil channel cannot be closed', () => run(() => {
  const ch = chan();
  ch.close();
  expect(() => ch.close()).toThrow(new Panic('close of closed channel'));
  expect(() => nilChan().close()).toThrow(new Panic('close of nil channel'));
}));

test('test/ken/chan1: many workers and a few messages: every message is handled once', () => holdsLeaving(async (messages) => {
  const jobs = chan<number>();
  const counts = Array.from({ length: messages }, () => 0);
  let left = messages;
  const done = chan<true>(1);
  for (let w = 0; w < 10; w++) {
    go(async () => {
      for await (const job of jobs) {
        counts[job] = (counts[job] ?? 0) + 1;
        if (w % 3 === 0) await gosched();
        if (--left === 0) await done.send(true);
      }
    });
  }
  for (let i = 0; i < messages; i++) await jobs.send(i);
  await done.receive();
  expect(new Set(counts)).toEqual(new Set([1]));
}, { native: 1_000, explored: 20 }));
