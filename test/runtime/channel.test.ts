import { once } from 'node:events';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { chan, go, gosched, nilChan, Panic, run, time } from '../../src/index.ts';

describe('a channel', () => {
  test('a send on an unbuffered channel returns only after the value has been received', () => run(async () => {
    const ch = chan<number>();
    const events: string[] = [];
    go(async () => {
      await ch.send(1);
      events.push('sent');
    });
    await time.sleep(5);
    expect(events).toEqual([]);
    expect(await ch.receive()).toBe(1);
    await gosched();
    expect(events).toEqual(['sent']);
  }));

  test('a buffered channel takes as many values as it has room for without a receiver', () => run(async () => {
    const ch = chan<number>(2);
    await ch.send(1);
    await ch.send(2);
    expect([ch.length, ch.capacity]).toEqual([2, 2]);
    expect(ch.trySend(3)).toBe(false);
    expect(await ch.receive()).toBe(1);
    expect(ch.trySend(3)).toBe(true);
  }));

  test('values come out in the order they went in, across the buffer and the senders that wait for room', () => run(async () => {
    const ch = chan<number>(2);
    for (let i = 0; i < 6; i++) go(() => ch.send(i));
    await gosched();
    const received: (number | undefined)[] = [];
    for (let i = 0; i < 6; i++) received.push(await ch.receive());
    expect(received).toEqual([0, 1, 2, 3, 4, 5]);
  }));

  test('receivers that wait are served in the order they came', () => run(async () => {
    const ch = chan<number>();
    const served: string[] = [];
    for (const name of ['first', 'second', 'third']) go(async () => { served.push(`${name} ${await ch.receive()}`); });
    await gosched();
    for (const value of [1, 2, 3]) await ch.send(value);
    await gosched();
    expect(served).toEqual(['first 1', 'second 2', 'third 3']);
  }));

  test('undefined is a value like any other', () => run(async () => {
    const ch = chan<undefined>(1);
    await ch.send(undefined);
    expect(await ch.receiveOk()).toEqual([undefined, true]);
    ch.close();
    expect(await ch.receiveOk()).toEqual([undefined, false]);
  }));

  test('a receive on a closed, drained channel returns at once, and says so', () => run(async () => {
    const ch = chan<number>(1);
    await ch.send(7);
    ch.close();
    expect(await ch.receiveOk()).toEqual([7, true]);
    expect(await ch.receiveOk()).toEqual([undefined, false]);
    expect(await ch.receive()).toBeUndefined();
    expect(ch.tryReceive()).toEqual([undefined, false]);
  }));

  test('closing wakes every receiver that waits', () => run(async () => {
    const ch = chan<number>();
    let woken = 0;
    for (let i = 0; i < 3; i++) go(async () => { if (await ch.receive() === undefined) woken++; });
    await gosched();
    ch.close();
    await gosched();
    expect(woken).toBe(3);
  }));

  test('closing makes every sender that waits panic', () => run(async () => {
    const ch = chan<number>();
    const failures: unknown[] = [];
    go(async () => { await ch.send(1).catch((error: unknown) => failures.push(error)); });
    await gosched();
    ch.close();
    await gosched();
    expect(failures).toEqual([new Panic('send on closed channel')]);
  }));

  test('misuse panics with the texts of Go', () => run(async () => {
    const ch = chan<number>(1);
    ch.close();
    await expect(ch.send(1)).rejects.toThrow('send on closed channel');
    expect(() => ch.trySend(1)).toThrow(new Panic('send on closed channel'));
    expect(() => ch.close()).toThrow(new Panic('close of closed channel'));
    expect(() => nilChan().close()).toThrow(new Panic('close of nil channel'));
  }));

  test('a loop over a channel ends when it is closed and drained, and leaving it early does not close it', () => run(async () => {
    const ch = chan<number>(4);
    for (const value of [1, 2, 3]) await ch.send(value);
    for await (const value of ch) if (value === 2) break;
    expect(ch.trySend(4)).toBe(true);
    ch.close();
    const rest: number[] = [];
    for await (const value of ch) rest.push(value);
    expect(rest).toEqual([3, 4]);
  }));

  test('nothing can be sent to or received from a nil channel without blocking', () => {
    const ch = nilChan<number>();
    expect(ch.trySend(1)).toBe(false);
    expect(ch.tryReceive()).toBeUndefined();
    expect([ch.length, ch.capacity]).toEqual([0, 0]);
  });

  test.each([-1, 1.5, NaN, Infinity])('a capacity of %s is refused', (capacity) => {
    expect(() => chan(capacity)).toThrow(RangeError);
  });

  test('narrowed ends cannot do at run time what their types forbid', () => {
    const ch = chan<number>(1);
    expect(ch.sendOnly()).not.toHaveProperty('receive');
    expect(ch.receiveOnly()).not.toHaveProperty('send');
    expect(ch.receiveOnly()).not.toHaveProperty('close');
    expect(ch.receiveOnly()).not.toHaveProperty('sendOnly');
  });

  test('narrowed ends lead to the same channel', () => run(async () => {
    const ch = chan<number>(1);
    await ch.sendOnly().send(5);
    expect(await ch.receiveOnly().receive()).toBe(5);
  }));
});

test('an iterator that is ended while its `next` waits takes no value that nobody will see', () => run(async () => {
  const ch = chan<number>();
  const values = ch[Symbol.asyncIterator]();
  const waiting = values.next();
  await values.return?.();
  expect(await waiting).toEqual({ value: undefined, done: true });
  go(() => ch.send(1));
  expect(await ch.receive()).toBe(1);
}));

test('a stream made of a channel loses nothing when it is destroyed while it waits', () => run(async () => {
  const ch = chan<string>();
  const stream = Readable.from(ch);
  stream.on('data', () => {});
  await time.sleep(1);
  stream.destroy();
  await once(stream, 'close');
  go(() => ch.send('kept'));
  expect(await ch.receive()).toBe('kept');
}));
