import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { chan, context, DeadlockError, go, gosched, nilChan, Panic, panic, run, runtime, select, sync, time } from '../../src/index.ts';

describe('run', () => {
  test('it gives what main returns', async () => {
    expect(await run(() => 5)).toBe(5);
  });

  test('it rejects with what main throws, unchanged', async () => {
    const error = new Error('mine');
    await expect(run(() => { throw error; })).rejects.toBe(error);
  });

  test('a body never starts synchronously', async () => {
    const order: string[] = [];
    await run(async () => {
      go(() => void order.push('goroutine'));
      order.push('main');
      await gosched();
    });
    expect(order).toEqual(['main', 'goroutine']);
  });

  test('when main returns, what is parked never settles and timers stop', async () => {
    const after: string[] = [];
    await run(async () => {
      go(async () => {
        try {
          await chan().receive();
        } finally {
          after.push('finally');
        }
      });
      const aboutToSleep = chan<void>();
      go(async () => {
        aboutToSleep.sendOnly().close();
        await time.sleep(100);
        after.push('slept');
      });
      await aboutToSleep.receive();
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(after).toEqual([]);
  });

  test('an uncaught throw in a goroutine ends the program with a Panic that names it and keeps the cause', async () => {
    const cause = new Error('disk full');
    const program = run(async () => {
      go(async function writer() { throw cause; });
      await chan().receive();
    });
    const error = await program.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Panic);
    expect(error).toMatchObject({ value: cause, cause, goroutine: { id: 2, name: 'writer' } });
  });

  test('after a goroutine has panicked, those that have not begun never do', async () => {
    const begun: number[] = [];
    const program = run(async () => {
      for (let i = 0; i < 4; i++) go(async () => {
        begun.push(i);
        if (i === 1) panic('boom');
      });
      await chan().receive();
    });
    await expect(program).rejects.toThrow('boom');
    expect(begun).toEqual([0, 1]);
  });

  test('a panic that a goroutine catches is over', async () => {
    expect(await run(async () => {
      try {
        panic('boom');
      } catch (error) {
        return (error as Panic).value;
      }
    })).toBe('boom');
  });

  test('two programs at once do not mix their goroutines', async () => {
    const count = (): Promise<number> => run(async () => {
      const done = chan<void>();
      for (let i = 0; i < 3; i++) go(async () => { await done.receive(); });
      await gosched();
      return runtime.numGoroutine();
    });
    expect(await Promise.all([count(), count()])).toEqual([4, 4]);
  });

  test('a goroutine belongs to the program that started it, also after awaiting the platform', async () => {
    const survivors: string[] = [];
    await run(async () => {
      const done = chan<void>();
      go(async () => {
        await readFile(new URL(import.meta.url));
        go(async () => {
          survivors.push(`goroutine of ${runtime.numGoroutine()}`);
          await done.send();
        });
      });
      await done.receive();
    });
    expect(survivors).toHaveLength(1);
  });
});

describe('a deadlock', () => {
  const deadlocked = async (main: () => Promise<unknown>): Promise<DeadlockError> => {
    const error = await run(main).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DeadlockError);
    return error as DeadlockError;
  };

  test('is reported when main waits for nobody', async () => {
    const error = await deadlocked(() => chan().receive());
    expect(error.message).toMatch(/^all goroutines are asleep - deadlock!\n\ngoroutine 1 \[chan receive\]:\nmain\(\.\.\.\)/);
  });

  test('says how to see more, unless the detail is full already', async () => {
    const { message } = await deadlocked(() => chan().receive());
    expect(message).toContain("runtime.setDetail('full')");
    runtime.setDetail('full');
    try {
      const full = await deadlocked(() => chan().receive());
      expect(full.message).not.toContain('setDetail');
      expect(full.message).toContain('run.test.ts:');
    } finally {
      runtime.setDetail('off');
    }
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['a send', () => chan<number>().send(1), 'chan send'],
    ['a nil channel', () => nilChan().receive(), 'chan receive (nil chan)'],
    ['an empty select', () => select({}), 'select (no cases)'],
    ['a select', () => select({ a: chan(), b: chan() }), 'select'],
    ['a lock that it holds itself', async () => { const mu = new sync.Mutex(); await mu.lock(); await mu.lock(); }, 'sync.Mutex.Lock'],
    ['a counter that nobody lowers', async () => { const wg = new sync.WaitGroup(); wg.add(1); await wg.wait(); }, 'sync.WaitGroup.Wait'],
    ['a condition nobody signals', async () => { const mu = new sync.Mutex(); const c = new sync.Cond(mu); await mu.lock(); await c.wait(); }, 'sync.Cond.Wait'],
  ])('is reported for %s, with the state word of Go', async (_name, main, state) => {
    expect((await deadlocked(main)).dump).toContain(`goroutine 1 [${state}]:`);
  });

  test('lists every goroutine', async () => {
    const error = await deadlocked(async () => {
      const ch = chan<number>(0, 'jobs');
      go(async function worker() { await ch.receive(); });
      await new sync.Mutex().lock();
      await chan<number>(0, 'results').receive();
    });
    expect(error.dump).toContain('goroutine 2 [chan receive]:\nworker(...)\n\tchan receive on `jobs`');
    expect(error.dump).toContain('chan receive on `results`');
  });

  test('is reported when main ended itself and nobody is left', async () => {
    const error = await deadlocked(async () => runtime.goexit());
    expect(error.message).toContain('no goroutines (main called runtime.goexit()) - deadlock!');
  });

  test('is not reported while a runtime timer is pending', async () => {
    expect(await run(async () => select({ never: chan(), late: time.after(20) }))).toMatchObject({ case: 'late' });
  });

  test('is not reported while a goroutine awaits a foreign promise', async () => {
    const ch = chan<string>();
    let settle = (_text: string): void => {};
    const foreign = new Promise<string>((resolve) => { settle = resolve; });
    const program = run(async () => {
      go(async () => ch.send(await foreign));
      return ch.receive();
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    settle('from outside');
    expect(await program).toBe('from outside');
  });

  test('is not reported while a platform timer is pending, and is once it has gone', async () => {
    const ch = chan<number>(1);
    expect(await run(() => {
      setTimeout(() => ch.trySend(1), 30);
      return ch.receive();
    })).toBe(1);
    await deadlocked(() => {
      setTimeout(() => {}, 30);
      return chan().receive();
    });
  });

  test('is not reported while a server listens', async () => {
    const requests = chan<string>(1);
    const program = run(async () => {
      const server = createServer((request, response) => {
        requests.trySend(request.url ?? '');
        response.end();
      }).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const address = server.address();
      if (typeof address !== 'object' || address === null) throw new Error('no port');
      ports.push(address.port);
      const url = await requests.receive();
      server.close();
      server.closeAllConnections();
      return url;
    });
    const ports: number[] = [];
    await new Promise((resolve) => setTimeout(resolve, 50));
    void fetch(`http://127.0.0.1:${ports[0]}/hello`).catch(() => {});
    expect(await program).toBe('/hello');
  });

  test('is not reported while a file is being read', async () => {
    const ch = chan<string>(1);
    expect(await run(async () => {
      void readFile(new URL(import.meta.url), 'utf8').then((text) => ch.trySend(text));
      return (await ch.receive())?.length;
    })).toBeGreaterThan(100);
  });

  test('is not reported while a signal may still abort, and is once it cannot wake anybody', async () => {
    const controller = new AbortController();
    const program = run(async () => {
      const ctx = context.fromSignal(controller.signal);
      await ctx.done().receive();
      return ctx.err();
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    controller.abort();
    expect(await program).toBe(context.Canceled);

    await deadlocked(async () => {
      const ctx = context.fromSignal(AbortSignal.abort());
      await ctx.done().receive();
      await chan().receive();
    });
  });

  test('is not reported while an external waker is open, and is once it is closed', async () => {
    const ch = chan<string>();
    const program = run(async () => {
      using _waker = runtime.external('a key press');
      expect(runtime.stack()).toContain('waiting for a key press, outside the program');
      return ch.receive();
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    ch.trySend('key');
    expect(await program).toBe('key');

    await deadlocked(async () => {
      { using _waker = runtime.external('nothing'); }
      await chan().receive();
    });
  });

  test('an operation that was not awaited counts as a goroutine that is parked', async () => {
    await deadlocked(async () => {
      const a = chan();
      const b = chan();
      await Promise.all([a.receive(), b.receive()]);
    });
  });
});

describe('runtime', () => {
  test('goexit ends the goroutine and runs what was deferred', () => run(async () => {
    const events: string[] = [];
    go(() => {
      try {
        runtime.goexit();
      } finally {
        events.push('deferred');
      }
    });
    await gosched();
    await gosched();
    expect(events).toEqual(['deferred']);
    expect(runtime.numGoroutine()).toBe(1);
  }));

  test('gosched and a default case let timers and I/O have their turn', () => run(async () => {
    let fired = false;
    setTimeout(() => { fired = true; }, 1);
    while (!fired) await gosched();
    expect(fired).toBe(true);
  }));

  test('goroutines that only pass values on do not starve timers', () => run(async () => {
    const a = chan<number>();
    const b = chan<number>();
    let fired = false;
    setTimeout(() => { fired = true; }, 1);
    go(async () => { for await (const value of a) await b.send(value); });
    while (!fired) {
      await a.send(1);
      await b.receive();
    }
    expect(fired).toBe(true);
  }));
});

test('an uncaught panic shows the goroutine it happened in, and who started that, below its stack', async () => {
  const error: unknown = await run(async () => {
    go(async function printer() {
      await gosched();
      panic('no more paper');
    });
    await chan().receive();
  }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Panic);
  expect((error as Panic).message).toBe('no more paper');
  expect((error as Panic).stack).toMatch(/goroutine 2 \[running\]:\nprinter\(\.\.\.\)\ncreated by main in goroutine 1/);
  expect((error as Panic).stack).toContain("runtime.setDetail('full')");
});
