import { EventEmitter, getEventListeners, once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { chan, context, defer, go, run, select, sync, time } from '../../src/index.ts';
import { explore } from '../../src/testing.ts';
import { startProgram } from '../support/child-program.ts';

const forEver = context.background();

/** A server that never answers `/slow` and counts who hung up on it. */
async function server(): Promise<{ readonly url: string; readonly hungUp: () => number; readonly arrived: Promise<unknown> } & AsyncDisposable> {
  let hungUp = 0;
  const http: Server = createServer((request: IncomingMessage, response) => {
    response.on('close', () => { if (!response.writableFinished) hungUp++; });
    if (request.url !== '/slow') response.end('hello');
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    hungUp: () => hungUp,
    arrived: once(http, 'request'),
    [Symbol.asyncDispose]: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

const rejection = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'no error', (error: unknown) => error);

describe('ctx.signal, for the platform', () => {
  test('fetch is answered under a context that lives, and rejects with the cause of one that ended', () => run(async () => {
    await using http = await server();
    const [ctx, cancel] = context.withCancelCause(forEver);
    expect(await (await fetch(http.url, { signal: ctx.signal })).text()).toBe('hello');
    const why = new Error('no longer wanted');
    cancel(why);
    expect(await rejection(fetch(http.url, { signal: ctx.signal }))).toBe(why);
  }));

  test('a request under way is given up when the context ends, and the server sees it', () => run(async () => {
    await using http = await server();
    const [ctx, cancel] = context.withCancel(forEver);
    const outcome = rejection(fetch(`${http.url}/slow`, { signal: ctx.signal }));
    await http.arrived;
    cancel();
    expect(await outcome).toBe(context.Canceled);
    while (http.hungUp() === 0) await delay(1);
  }));

  test('a deadline ends it too', () => run(async () => {
    await using http = await server();
    const [ctx, cancel] = context.withTimeout(forEver, 20 * time.Millisecond);
    using _cancel = defer(cancel);
    expect(await rejection(fetch(`${http.url}/slow`, { signal: ctx.signal }))).toBe(context.DeadlineExceeded);
  }));

  test('timers/promises and events.once stop waiting, with the cause behind their own error', () => run(async () => {
    const [ctx, cancel] = context.withCancel(forEver);
    const waits = [delay(time.Hour, undefined, { signal: ctx.signal }), once(new EventEmitter(), 'never', { signal: ctx.signal })].map(rejection);
    cancel();
    for (const error of await Promise.all(waits)) expect(error).toMatchObject({ name: 'AbortError', cause: context.Canceled });
  }));

  test('a child\'s signal aborts with its parent, and not the other way', () => run(() => {
    const [parent, cancelParent] = context.withCancel(forEver);
    const [first, cancelFirst] = context.withCancel(parent);
    const [second] = context.withCancel(parent);
    const signals = [parent, first, second].map((ctx) => ctx.signal);
    cancelFirst();
    expect(signals.map((signal) => signal.aborted)).toEqual([false, true, false]);
    cancelParent();
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true, true]);
  }));

  test('a context that only carries a value shares its parent\'s signal; one without cancellation has one that never aborts', () => run(() => {
    const [parent, cancel] = context.withCancel(forEver);
    expect(context.withValue(parent, context.key<number>('n'), 1).signal).toBe(parent.signal);
    const detached = context.withoutCancel(parent).signal;
    cancel();
    expect(detached.aborted).toBe(false);
  }));
});

describe('fromSignal, from the platform', () => {
  test('AbortSignal.timeout and AbortSignal.any end a context, with their reason as cause', () => run(async () => {
    const ctx = context.fromSignal(AbortSignal.any([AbortSignal.timeout(10), new AbortController().signal]));
    await ctx.done().receive();
    expect([ctx.err(), context.cause(ctx)]).toMatchObject([context.Canceled, { name: 'TimeoutError' }]);
  }));

  test('there and back again: the reason is the same object', () => run(() => {
    const controller = new AbortController();
    const [child] = context.withCancel(context.fromSignal(controller.signal));
    const why = new Error('from outside');
    const { signal } = child;
    controller.abort(why);
    expect(signal.reason).toBe(why);
  }));

  test('a handler that is given a signal passes it on to goroutines', () => run(async () => {
    const controller = new AbortController();
    const handle = async (signal: AbortSignal): Promise<string> => {
      const ctx = context.fromSignal(signal);
      const { case: first } = await select({ never: chan(), stop: ctx.done() });
      return first;
    };
    const handled = chan<string>();
    go(async () => handled.send(await handle(controller.signal)));
    go(() => controller.abort());
    expect(await handled.receive()).toBe('stop');
  }));
});

describe('nothing is left behind', () => {
  test('a thousand contexts derived from one signal add one listener to it, and none once it has aborted', () => run(async () => {
    const controller = new AbortController();
    const ctx = context.fromSignal(controller.signal);
    const children = Array.from({ length: 1_000 }, () => context.withCancel(ctx));
    const wg = new sync.WaitGroup();
    for (const [child] of children) wg.go(async () => void await rejection(delay(time.Hour, undefined, { signal: child.signal })));
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    for (const [, cancel] of children) cancel();
    await wg.wait();
    expect(children.map(([child]) => getEventListeners(child.signal, 'abort').length).filter((count) => count > 0)).toEqual([]);
    controller.abort();
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  }));

  // A request of older Nodes limits its signal to 1,500 listeners, whoever added them.
  test('hundreds of contexts, requests and waits on one signal bring no warning about listeners', async () => {
    const program = startProgram(`
    import { createServer } from 'node:http';
    import { EventEmitter, once } from 'node:events';
    import { setTimeout as delay } from 'node:timers/promises';
    process.on('warning', (warning) => console.log(warning.name, warning.message));
    const server = createServer((_request, response) => response.end('x')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await run(async () => {
      const controller = new AbortController();
      const parent = context.fromSignal(controller.signal);
      const [ctx, cancel] = context.withCancel(parent);
      const wg = new sync.WaitGroup();
      const ignore = () => {};
      for (let i = 0; i < 600; i++) {
        const [child] = context.withTimeout(ctx, time.Hour);
        context.fromSignal(controller.signal);
        wg.go(() => delay(time.Hour, undefined, { signal: child.signal }).catch(ignore));
        wg.go(() => delay(time.Hour, undefined, { signal: ctx.signal }).catch(ignore));
        wg.go(() => once(new EventEmitter(), 'never', { signal: ctx.signal }).catch(ignore));
        if (i % 10 === 0) wg.go(() => fetch('http://127.0.0.1:' + server.address().port, { signal: ctx.signal }).then((response) => response.text()).catch(ignore));
        if (i % 10 === 0) wg.go(async () => (await fetch('http://127.0.0.1:' + server.address().port, { signal: context.background().signal })).text());
      }
      go(async () => {
        await time.sleep(200);
        cancel();
      });
      await wg.wait();
      console.log('done');
    });
    server.close();`);
    const end = await program.end();
    expect([end.stdout, end.stderr]).toEqual(['done\n', '']);
  });

  test('when main returns, the listener of a context nobody ended is gone', async () => {
    const controller = new AbortController();
    await run(() => void context.fromSignal(controller.signal));
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test('nor does an exploration leave one behind, whatever its schedules did', async () => {
    const controller = new AbortController();
    const report = await explore(async () => {
      await context.fromSignal(controller.signal).done().receive();
    }, { schedules: 3 });
    expect(report.verdict).toBe('uncontrolled');
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test('asking a thousand times for the context of one signal adds one listener', () => run(() => {
    const controller = new AbortController();
    for (let i = 0; i < 1_000; i++) context.fromSignal(controller.signal);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
  }));
});
