import { describe, expect, test } from 'vitest';
import { chan, go, gosched, run, select, sync, time, type Channel } from '../../src/index.ts';
import { holds } from './schedules.ts';

// Go: every capacity from 0 to 199.
describe.each([0, 1, 2, 3, 10, 100])('capacity %i', (capacity) => {
  const full = (): Channel<number> => {
    const ch = chan<number>(capacity);
    for (let i = 0; i < capacity; i++) ch.trySend(i);
    return ch;
  };

  test('src/runtime/chan_test TestChan: a receive from an empty channel blocks until a value comes', () => holds(async () => {
    const ch = chan<number>(capacity);
    const wg = new sync.WaitGroup();
    let received = 0;
    for (let i = 0; i < 2; i++) {
      wg.go(async () => {
        await ch.receive();
        received++;
      });
    }
    await time.sleep(1);
    expect(received).toBe(0);
    expect(await select({ ch, default: true })).toEqual({ case: 'default' });
    expect(ch.tryReceive()).toBe(undefined);
    await ch.send(0);
    await ch.send(0);
    await wg.wait();
    expect(received).toBe(2);
  }));

  test('src/runtime/chan_test TestChan: a send to a full channel blocks until there is room', () => holds(async () => {
    const ch = full();
    const done = chan<true>(1);
    go(async () => {
      await ch.send(capacity);
      await done.send(true);
    });
    await time.sleep(1);
    expect(done.length).toBe(0);
    expect(ch.trySend(-1)).toBe(false);
    expect(await select({ sent: select.send(ch, -1), default: true })).toEqual({ case: 'default' });
    for (let i = 0; i <= capacity; i++) expect(await ch.receive()).toBe(i);
    await done.receive();
  }));

  test('src/runtime/chan_test TestChan: a closed channel is drained, then gives nothing for ever', () => holds(async () => {
    const ch = full();
    ch.close();
    for (let i = 0; i < capacity; i++) expect(await ch.receiveOk()).toEqual([i, true]);
    expect(await ch.receive()).toBe(undefined);
    expect(await ch.receiveOk()).toEqual([undefined, false]);
  }));

  test('src/runtime/chan_test TestChan: close wakes a receiver', () => holds(async () => {
    const ch = chan<number>(capacity);
    const done = chan<boolean>();
    go(async () => done.send((await ch.receiveOk())[1]));
    await time.sleep(1);
    ch.close();
    expect(await done.receive()).toBe(false);
  }));

  test('src/runtime/chan_test TestChan: one sender and one receiver keep the order', () => holds(async (count) => {
    const ch = chan<number>(capacity);
    go(async () => { for (let i = 0; i < count; i++) await ch.send(i); });
    for (let i = 0; i < count; i++) expect(await ch.receive()).toBe(i);
  }, { native: 200, explored: 10 }));

  test('src/runtime/chan_test TestChan: four senders and four receivers lose nothing and double nothing', () => holds(async (count) => {
    const ch = chan<number>(capacity);
    const counts = Array.from({ length: count }, () => 0);
    const wg = new sync.WaitGroup();
    for (let p = 0; p < 4; p++) {
      go(async () => { for (let i = 0; i < count; i++) await ch.send(i); });
      wg.go(async () => {
        for (let i = 0; i < count; i++) {
          const value = await ch.receive() ?? -1;
          counts[value] = (counts[value] ?? 0) + 1;
        }
      });
    }
    await wg.wait();
    expect(counts).toEqual(Array.from({ length: count }, () => 4));
  }, { native: 500, explored: 4 }));

  test('src/runtime/chan_test TestChan: length counts what is buffered', () => run(() => {
    const ch = chan<number>(capacity);
    expect([ch.length, ch.capacity]).toEqual([0, capacity]);
    for (let i = 0; i < capacity; i++) expect(ch.trySend(i)).toBe(true);
    expect([ch.length, ch.capacity]).toEqual([capacity, capacity]);
  }));
});

test('src/runtime/chan_test TestNonblockRecvRace: a channel that holds a value or is closed is ready at any time', () => holds(async (rounds) => {
  for (let i = 0; i < rounds; i++) {
    const ch = chan<number>(1);
    const found = chan<string>(1);
    await ch.send(1);
    go(async () => found.send((await select({ ch, default: true })).case));
    ch.close();
    await ch.receive();
    expect(await found.receive()).toBe('ch');
  }
}, { native: 500, explored: 3 })); // Go: 10,000 rounds

test.each([
  ['TestNonblockSelectRace: by a send', (ch: Channel<number>) => ch.send(1)],
  ['TestNonblockSelectRace2: by a close', (ch: Channel<number>) => Promise.resolve(ch.close())],
])('src/runtime/chan_test %s: a select sees all channels at one moment', (_name, makeReady) => holds(async (rounds) => {
  const found = chan<string>(1);
  for (let i = 0; i < rounds; i++) {
    const [c1, c2] = [chan<number>(1), chan<number>(1)];
    await c1.send(1);
    // From here on one of the two is always ready: c2 becomes ready before c1 stops to be.
    go(async () => found.send((await select({ c1, c2, default: true })).case));
    await makeReady(c2);
    c1.tryReceive();
    expect(await found.receive()).not.toBe('default');
  }
}, { native: 500, explored: 3 })); // Go: 100,000 rounds

test('src/runtime/chan_test TestMultiConsumer: what many workers pass on adds up', () => holds(async (count) => {
  const weights = [2, 3, 7, 11, 13, 17, 19, 23, 27, 31];
  const weight = (i: number): number => weights[i % weights.length] ?? 0;
  const workers = count > 100 ? 23 : 4;
  const [queue, results] = [chan<number>(workers * 3), chan<number>(workers * 3)];
  const wg = new sync.WaitGroup();
  for (let w = 0; w < workers; w++) {
    wg.go(async () => {
      for await (const value of queue) {
        if (weight(w) === value) await gosched();
        await results.send(value);
      }
    });
  }
  let expected = 0;
  go(async () => {
    for (let i = 0; i < count; i++) {
      expected += weight(i);
      await queue.send(weight(i));
    }
    queue.close();
    await wg.wait();
    results.close();
  });
  let [received, sum] = [0, 0];
  for await (const value of results) {
    received++;
    sum += value;
  }
  expect([received, sum]).toEqual([count, expected]);
}, { native: 5_000, explored: 12 })); // Go: 271,828 values
