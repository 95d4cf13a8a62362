import { createGzip, gzip } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chan, context, DeadlockError, defer, errgroup, go, gosched, panic, run, runtime, select, sync, time } from '../../src/index.ts';

describe('a program that is not stuck', () => {
  test('may wait for a chain of event-loop turns', async () => {
    const ch = chan<string>(1);
    let turns = 0;
    const turn = (): void => {
      if (++turns < 8) setImmediate(turn);
      else ch.trySend('turned');
    };
    expect(await run(() => {
      setImmediate(turn);
      return ch.receive();
    })).toBe('turned');
  });

  test('may wait for the compression pool', async () => {
    const ch = chan<number>(1);
    expect(await run(() => {
      gzip(Buffer.alloc(5_000_000), (_error, packed) => ch.trySend(packed.length));
      return ch.receive();
    })).toBeGreaterThan(0);
  });

  test('is reported as stuck once the compression has ended', async () => {
    await expect(run(async () => {
      const packer = createGzip();
      packer.resume().end('text');
      await chan().receive();
    })).rejects.toThrow(DeadlockError);
  });
});

test('many programs that wait for the platform share one listener and leave none', async () => {
  const before = process.listenerCount('beforeExit');
  let most = 0;
  const programs = Array.from({ length: 12 }, () => run(async () => {
    setTimeout(() => { most = Math.max(most, process.listenerCount('beforeExit')); }, 20);
    await chan().receive();
  }));
  for (const { status } of await Promise.allSettled(programs)) expect(status).toBe('rejected');
  expect(most).toBe(before + 1);
  expect(process.listenerCount('beforeExit')).toBe(before);
});

test('the thousandth operation may fail like any other', async () => {
  const dropped: unknown[] = [];
  const listener = (error: unknown): void => void dropped.push(error);
  process.on('unhandledRejection', listener);
  const caught = await run(async () => {
    const ch = chan<number>();
    ch.close();
    let panics = 0;
    for (let i = 0; i < 2_500; i++) {
      try {
        await ch.send(i);
      } catch {
        panics++;
      }
    }
    return panics;
  });
  process.off('unhandledRejection', listener);
  expect(caught).toBe(2_500);
  expect(dropped).toEqual([]);
});

test('goroutines that have only yielded do not go on after main has returned', async () => {
  let after = 0;
  let over = false;
  await run(async () => {
    go(async () => { for (;;) { await gosched(); if (over) after++; } });
    go(async () => { for (;;) { await select({ ch: chan(), default: true }); if (over) after++; } });
    await gosched();
    over = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(after).toBe(0);
});

test('a hundred thousand goroutines start in the order they were asked for', async () => {
  const many = 100_000;
  let next = 0;
  await run(async () => {
    const wg = new sync.WaitGroup();
    for (let i = 0; i < many; i++) wg.go(() => { if (next === i) next++; });
    await wg.wait();
  });
  expect(next).toBe(many);
});

test('ticks that were missed while the thread was busy are dropped, not made up for', () => run(async () => {
  const interval = 20;
  const ticker = time.newTicker(interval);
  const busyUntil = performance.now() + 10 * interval;
  while (performance.now() < busyUntil);
  const since = performance.now();
  let ticks = 0;
  while (ticks < 6) {
    await ticker.channel.receive();
    ticks++;
  }
  // One tick was due already; five more take at least four whole intervals.
  expect(performance.now() - since).toBeGreaterThan(4 * interval - 5);
  ticker.stop();
}));

describe('goexit', () => {
  test('in a goroutine of an errgroup is no error', () => run(async () => {
    const group = new errgroup.Group();
    await group.go(() => runtime.goexit());
    await group.wait();
  }));

  test('in a deferred function ends a panic that was under way, as in Go', () => run(async () => {
    const wg = new sync.WaitGroup();
    wg.go(() => {
      using _later = defer(() => runtime.goexit());
      panic('first');
    });
    await wg.wait();
  }));

  test('of main with nobody left is a deadlock in one line', async () => {
    await expect(run(() => runtime.goexit())).rejects.toThrow(/deadlock!$/);
  });
});

test('a panic in a deferred function of an errgroup goroutine ends the program, whatever error was under way', async () => {
  await expect(run(async () => {
    const group = new errgroup.Group();
    await group.go(() => {
      using _later = defer(() => panic('second'));
      throw new Error('first');
    });
    await group.wait();
  })).rejects.toThrow('second');
});

describe('a context', () => {
  test('whose parent is none of ours is refused in words', () => {
    expect(() => context.withTimeout(undefined as unknown as context.Context, 1)).toThrow(/start from context.background/);
  });

  test('with a deadline that is no number is refused', () => {
    expect(() => context.withDeadline(context.background(), new Date() as unknown as number)).toThrow(TypeError);
    expect(() => context.withDeadline(context.background(), Number.NaN)).toThrow(/a moment is a number/);
  });

  test('whose parent has ended ends with the cause of its parent', () => run(() => {
    const [parent, cancel] = context.withCancelCause(context.background());
    const cause = new Error('why');
    cancel(cause);
    const [child] = context.withTimeout(parent, 1_000);
    expect([child.err(), context.cause(child)]).toEqual([context.Canceled, cause]);
  }));
});

describe('select', () => {
  test('a send and a receive on one channel do not meet each other', async () => {
    await expect(run(async () => {
      const ch = chan<number>();
      await select({ taken: ch, sent: select.send(ch, 1) });
    })).rejects.toThrow(DeadlockError);
  });

  test('two goroutines that would both send or receive on one channel meet once', () => run(async () => {
    const ch = chan<number>();
    const both = async (): Promise<string> => (await select({ taken: ch, sent: select.send(ch, 1) })).case;
    const other = chan<string>(1);
    go(async () => other.send(await both()));
    const cases = [await both(), await other.receive()];
    expect(new Set(cases)).toEqual(new Set(['sent', 'taken']));
  }));

  test('a channel in two cases delivers once', () => run(async () => {
    const ch = chan<number>();
    go(async () => { await gosched(); await ch.send(1); });
    expect(await select({ a: ch, b: ch })).toMatchObject({ ok: true, value: 1 });
    expect(ch.trySend(2)).toBe(false);
  }));

  test('a waiting send panics when its channel is closed, and leaves the other channels', () => run(async () => {
    const ch = chan<number>();
    const other = chan<number>();
    go(async () => { await gosched(); ch.close(); });
    await expect(select({ sent: select.send(ch, 1), other })).rejects.toThrow('send on closed channel');
    expect(other.trySend(2)).toBe(false);
  }));
});
