import { chan, go, nilChan, Panic, run, select, sync, threads, time, type ReceiveChannel } from 'concurrency-tutor';
import { describe, expect, test } from 'vitest';

describe('a channel between threads, used by one', () => {
  test('hands values over in order', () => run(async () => {
    for (const capacity of [0, 1, 3]) {
      const ch = threads.chan<number>(capacity);
      go(async () => {
        for (let n = 0; n < 20; n++) await ch.send(n);
        ch.close();
      });
      const got: number[] = [];
      for await (const n of ch) got.push(n);
      expect(got).toEqual(Array.from({ length: 20 }, (_, n) => n));
    }
  }));

  test('tells length and capacity', () => run(async () => {
    const ch = threads.chan<string>(3);
    await ch.send('a');
    await ch.send('b');
    expect([ch.length, ch.capacity]).toEqual([2, 3]);
  }));

  test('refuses a capacity that is none', () => {
    for (const capacity of [-1, 0.5, NaN, 2 ** 24 + 1]) expect(() => threads.chan(capacity)).toThrow(RangeError);
  });

  test('gives what is left, then says that it is closed', () => run(async () => {
    const ch = threads.chan<number>(2);
    await ch.send(1);
    ch.close();
    expect(await ch.receiveOk()).toEqual([1, true]);
    expect(await ch.receiveOk()).toEqual([undefined, false]);
    expect(await ch.receive()).toBeUndefined();
    expect(ch.tryReceive()).toEqual([undefined, false]);
  }));

  test('panics with the texts of Go', () => run(async () => {
    const ch = threads.chan<number>(1);
    ch.close();
    await expect(ch.send(1)).rejects.toThrow('send on closed channel');
    expect(() => ch.trySend(1)).toThrow(Panic);
    expect(() => ch.close()).toThrow('close of closed channel');
    await expect(select({ s: select.send(ch, 1) })).rejects.toThrow('send on closed channel');
  }));

  test('wakes everybody when it is closed', () => run(async () => {
    const ch = threads.chan<number>();
    const full = threads.chan<number>();
    const wg = new sync.WaitGroup();
    const told: string[] = [];
    for (let n = 0; n < 3; n++) {
      wg.go(async () => { told.push(String((await ch.receiveOk())[1])); });
      wg.go(async () => { told.push(await full.send(n).then(() => 'sent', (error: Error) => error.message)); });
      wg.go(async () => { told.push((await select({ ch, other: chan() })).case); });
    }
    await time.sleep(1);
    ch.close();
    full.close();
    await wg.wait();
    expect(told.toSorted()).toEqual([...Array(3).fill('ch'), ...Array(3).fill('false'), ...Array(3).fill('send on closed channel')]);
  }));

  test('does not block when asked not to', () => run(async () => {
    const ch = threads.chan<number>();
    expect(ch.trySend(1)).toBe(false);
    expect(ch.tryReceive()).toBeUndefined();
    expect(await select({ ch, default: true })).toEqual({ case: 'default' });
    go(async () => { await ch.receive(); });
    await time.sleep(1);
    expect(ch.trySend(1)).toBe(true);
    go(async () => { await select({ ch }); });
    await time.sleep(1);
    expect(ch.trySend(1)).toBe(true);
  }));

  test('can be left early, and is not closed by that', () => run(async () => {
    const ch = threads.chan<number>(2);
    await ch.send(1);
    await ch.send(2);
    for await (const _ of ch) break;
    expect(await ch.receive()).toBe(2);
  }));

  test('has ends that can do nothing else', () => run(async () => {
    const ch = threads.chan<number>(1);
    const receive: ReceiveChannel<number> = ch.receiveOnly();
    const send = ch.sendOnly();
    await send.send(5);
    expect(await receive.receive()).toBe(5);
    expect('send' in receive).toBe(false);
    expect('receive' in send).toBe(false);
    expect(ch.sendOnly()).toBe(send);
  }));

  test('may not block the thread that all others come from', () => run(async () => {
    const ch = threads.chan<number>(1);
    expect(() => ch.sendSync(1)).toThrow(/would block the thread/);
    expect(() => ch.receiveSync()).toThrow(TypeError);
  }));

  test('is never ready in a select when it is nil, and the others are', () => run(async () => {
    const ch = threads.chan<number>(1);
    await ch.send(1);
    expect(await select({ off: null, nil: nilChan<number>(), ch })).toEqual({ case: 'ch', ok: true, value: 1 });
  }));
});

describe('a select over channels of both kinds', () => {
  test('chooses fairly among the ready ones', () => run(async () => {
    const shared = threads.chan<number>(1);
    const own = chan<number>(1);
    const chosen = { shared: 0, own: 0 };
    for (let n = 0; n < 1_000; n++) {
      await shared.send(n);
      await own.send(n);
      chosen[(await select({ shared, own })).case]++;
      shared.tryReceive();
      own.tryReceive();
    }
    expect(chosen.shared).toBeGreaterThan(400);
    expect(chosen.own).toBeGreaterThan(400);
  }));

  test('completes exactly one of its cases, whoever comes', () => run(async () => {
    const [shared, own, second] = [threads.chan<string>(), chan<string>(), threads.chan<string>()];
    const got: string[] = [];
    const wg = new sync.WaitGroup();
    for (let n = 0; n < 60; n++) {
      wg.go(async () => {
        const event = await select({ shared, own, second });
        got.push(event.ok ? event.value : '');
      });
    }
    for (let n = 0; n < 20; n++) {
      wg.go(async () => shared.send(`s${n}`));
      wg.go(async () => own.send(`o${n}`));
      wg.go(async () => { await select({ a: select.send(second, `t${n}`), never: chan() }); });
    }
    await wg.wait();
    expect(new Set(got).size).toBe(60);
  }));

  test('meets another select on either kind', () => run(async () => {
    const [shared, own] = [threads.chan<number>(), chan<number>()];
    const wg = new sync.WaitGroup();
    const cases: string[] = [];
    for (let n = 0; n < 100; n++) {
      wg.go(async () => { cases.push((await select({ shared: select.send(shared, n), own })).case); });
      wg.go(async () => { cases.push((await select({ shared, own: select.send(own, n) })).case); });
    }
    await wg.wait();
    expect(cases.filter((name) => name === 'shared').length % 2).toBe(0);
    expect(cases).toHaveLength(200);
  }));

  test('is served by an ordinary channel without waiting', () => run(async () => {
    const [shared, own] = [threads.chan<number>(), chan<number>()];
    const wg = new sync.WaitGroup();
    let event: unknown;
    wg.go(async () => { event = await select({ shared, own }); });
    await time.sleep(1);
    expect(own.trySend(7)).toBe(true);
    expect(own.trySend(8)).toBe(false);
    expect(shared.trySend(8)).toBe(false);
    await wg.wait();
    expect(event).toEqual({ case: 'own', ok: true, value: 7 });
  }));
});
