import { describe, expect, test } from 'vitest';
import { chan, go, gosched, nilChan, Panic, run, select, time } from '../../src/index.ts';

describe('select', () => {
  test('it takes the case that is ready', () => run(async () => {
    const a = chan<number>(1);
    const b = chan<string>(1);
    await b.send('x');
    expect(await select({ a, b })).toEqual({ case: 'b', ok: true, value: 'x' });
  }));

  test('it waits for the first case that becomes ready, and leaves the others alone', () => run(async () => {
    const a = chan<number>();
    const b = chan<number>();
    go(async () => {
      await time.sleep(2);
      await a.send(1);
    });
    expect(await select({ a, b })).toEqual({ case: 'a', ok: true, value: 1 });
    expect(b.trySend(2)).toBe(false);
  }));

  test('a send case sends to a receiver that comes later', () => run(async () => {
    const out = chan<number>();
    const got: (number | undefined)[] = [];
    go(async () => { got.push(await out.receive()); });
    expect(await select({ sent: select.send(out, 9) })).toEqual({ case: 'sent' });
    await gosched();
    expect(got).toEqual([9]);
  }));

  test('a closed channel is always ready, with ok false', () => run(async () => {
    const ch = chan<number>();
    ch.close();
    expect(await select({ ch })).toEqual({ case: 'ch', ok: false, value: undefined });
  }));

  test('a channel that is closed while a select waits completes it', () => run(async () => {
    const ch = chan<number>();
    go(async () => {
      await time.sleep(1);
      ch.close();
    });
    expect(await select({ ch, other: chan() })).toEqual({ case: 'ch', ok: false, value: undefined });
  }));

  test('with a default it does not wait', () => run(async () => {
    expect(await select({ ch: chan<number>(), default: true })).toEqual({ case: 'default' });
    const full = chan<number>(1);
    await full.send(1);
    expect(await select({ full, default: true })).toEqual({ case: 'full', ok: true, value: 1 });
  }));

  test('a default lets other goroutines run first', () => run(async () => {
    const ch = chan<number>(1);
    go(() => ch.send(3));
    expect(await select({ ch, default: true })).toEqual({ case: 'ch', ok: true, value: 3 });
  }));

  test('null and nil channels are never ready', () => run(async () => {
    const ready = chan<number>(1);
    await ready.send(1);
    expect((await select({ off: null, nil: nilChan<number>(), ready })).case).toBe('ready');
  }));

  test('a case that is undefined is refused by name', () => run(async () => {
    const cases = { typo: undefined as unknown as null };
    expect(() => select(cases)).toThrow(/`typo`.*null/);
  }));

  test('a chosen send on a closed channel panics', () => run(async () => {
    const ch = chan<number>();
    ch.close();
    await expect(select({ sent: select.send(ch, 1) })).rejects.toThrow(new Panic('send on closed channel'));
  }));

  test('of two cases on one channel that nobody is ready for, either may be served', () => run(async () => {
    const ch = chan<number>();
    const got: (number | undefined)[] = [];
    go(async () => { for (;;) { await gosched(); got.push(await ch.receive()); } });
    for (let i = 0; i < 100; i++) await select({ one: select.send(ch, 1), zero: select.send(ch, 0) });
    await gosched();
    // 100 fair choices are all alike once in 10^29 runs.
    expect(new Set(got)).toEqual(new Set([0, 1]));
  }));

  test('an array of cases gives the index', () => run(async () => {
    const channels = [chan<string>(1), chan<string>(1)];
    await channels[1]?.send('second');
    expect(await select(channels)).toEqual({ case: 1, ok: true, value: 'second' });
  }));

  test('among ready cases each is chosen about as often', () => run(async () => {
    const a = chan<number>();
    const b = chan<number>();
    a.close();
    b.close();
    let chosen = 0;
    for (let i = 0; i < 2_000; i++) if ((await select({ a, b })).case === 'a') chosen++;
    // 2,000 fair choices leave 850..1,150 once in 10^10 runs.
    expect(chosen).toBeGreaterThan(850);
    expect(chosen).toBeLessThan(1_150);
  }));

  test('a select that lost leaves nothing behind in the queues it visited', () => run(async () => {
    const idle = chan<number>();
    const busy = chan<number>(1);
    for (let i = 0; i < 100; i++) {
      go(() => busy.send(i));
      await select({ idle, busy });
    }
    expect(idle.trySend(1)).toBe(false);
  }));

  test('one select completes exactly one of its cases', () => run(async () => {
    const a = chan<number>();
    const b = chan<number>();
    const received: number[] = [];
    go(async () => { for await (const value of a) received.push(value); });
    go(async () => { for await (const value of b) received.push(value); });
    for (let i = 0; i < 500; i++) await select({ a: select.send(a, i), b: select.send(b, i) });
    await gosched();
    expect(received.sort((x, y) => x - y)).toEqual(Array.from({ length: 500 }, (_, i) => i));
  }));
});
