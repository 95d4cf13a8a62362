import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { chan, context, defer, go, gosched, panic, run, runtime, select, signal, sync, time, type Context } from '../../src/index.ts';

const forEver = context.background();

describe('what is released at the end of a block', () => {
  test('a context, by deferring its cancel: a pair cannot be disposed of itself', () => run(() => {
    let kept: Context | undefined;
    {
      const [ctx, cancel] = context.withTimeout(forEver, time.Hour);
      using _cancel = defer(cancel);
      kept = ctx;
      expect(ctx.err()).toBeUndefined();
    }
    expect(kept.err()).toBe(context.Canceled);
  }));

  test('a context in every round of a loop, however the round ends', () => run(async () => {
    const contexts: Context[] = [];
    for (const round of [0, 1, 2]) {
      const [ctx, cancel] = context.withCancel(forEver);
      using _cancel = defer(cancel);
      contexts.push(ctx);
      expect(contexts.map((each) => each.err() === undefined)).toEqual([...Array.from({ length: round }, () => false), true]);
      if (round === 1) continue;
      await gosched();
    }
    expect(contexts.every((ctx) => ctx.err() === context.Canceled)).toBe(true);
  }));

  test('a context whose block is left by a panic, and by goexit', () => run(async () => {
    const leave = async (how: () => never): Promise<Context> => {
      const [ctx, cancel] = context.withCancel(forEver);
      const wg = new sync.WaitGroup();
      wg.go(async () => {
        try {
          using _cancel = defer(cancel);
          how();
        } catch (error) {
          if ((error as Error).message !== 'boom') throw error;
        }
      });
      await wg.wait();
      return ctx;
    };
    expect((await leave(() => panic('boom'))).err()).toBe(context.Canceled);
    expect((await leave(() => runtime.goexit())).err()).toBe(context.Canceled);
  }));

  test('the signals of a process', () => run(() => {
    const before = process.listenerCount('SIGUSR2');
    {
      const [, stop] = signal.notifyContext(forEver, 'SIGUSR2');
      using _stop = defer(stop);
      expect(process.listenerCount('SIGUSR2')).toBe(before + 1);
    }
    expect(process.listenerCount('SIGUSR2')).toBe(before);
  }));

  test('a lock, and the hope that something outside wakes the program', () => run(async () => {
    const mu = new sync.Mutex();
    {
      using _held = await mu.acquire();
      using _key = runtime.external('a key press');
      expect([mu.tryLock(), runtime.stack().includes('a key press')]).toEqual([false, true]);
    }
    expect([mu.tryLock(), runtime.stack().includes('a key press')]).toEqual([true, false]);
  }));

  test('goroutines, by waiting for them: last the server, before it those who use it', () => run(async () => {
    const events: string[] = [];
    {
      await using server = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
      await using _told = defer(() => void events.push(server.listening ? 'server still there' : 'server gone'));
      await once(server, 'listening');
      const [ctx, cancel] = context.withCancel(forEver);
      const wg = new sync.WaitGroup();
      await using _wait = defer(() => wg.wait());
      using _cancel = defer(cancel);
      wg.go(async () => {
        await ctx.done().receive();
        events.push('worker ended');
      });
    }
    expect(events).toEqual(['worker ended', 'server still there']);
  }));

  // Node has them since 24.
  test.skipIf(!('AsyncDisposableStack' in globalThis))('the platform\'s own stacks take them all', () => run(async () => {
    const [ctx, cancel] = context.withCancel(forEver);
    const mu = new sync.Mutex();
    const order: string[] = [];
    {
      await using stack = new AsyncDisposableStack();
      stack.defer(cancel);
      stack.use(await mu.acquire());
      stack.use(defer(() => void order.push(ctx.err() === undefined ? 'before the cancel' : 'after the cancel')));
    }
    expect([order, ctx.err(), mu.tryLock()]).toEqual([['before the cancel'], context.Canceled, true]);
  }));
});

test('a goroutine whose context is cancelled at the end of the block stops', () => run(async () => {
  const ticks = chan<number>();
  const ended = chan<void>();
  {
    const [ctx, cancel] = context.withCancel(forEver);
    using _cancel = defer(cancel);
    go(async function generator() {
      for (let n = 0; ; n++) {
        const { case: taken } = await select({ sent: select.send(ticks, n), stop: ctx.done() });
        if (taken === 'stop') break;
      }
      ended.close();
    });
    for await (const n of ticks) if (n === 3) break;
  }
  await ended.receive();
}));
