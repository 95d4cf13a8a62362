import type { threads as types } from 'concurrency-tutor';
import { context, go, run, select, threads, time } from './built.ts';
import { describe, expect, test } from 'vitest';
import { actors } from './actors.ts';

/** Everything that arrives, in order. */
async function drain<T>(ch: types.ReceiveChannel<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of ch) all.push(value);
  return all;
}

describe('goroutines on threads', () => {
  test('deliver each value exactly once, whatever stands on either side', () => run(async () => {
    for (const capacity of [0, 7]) {
      const [numbers, arrived] = [threads.chan<number>(capacity), threads.chan<number>(capacity)];
      const [producers, consumers] = [new threads.WaitGroup(), new threads.WaitGroup()];
      producers.go(actors, 'produce', numbers, 0, 500);
      producers.go(actors, 'produceSync', numbers, 500, 500);
      producers.add();
      go(async () => {
        for (let n = 1_000; n < 1_500; n++) await numbers.send(n);
        producers.done();
      });
      consumers.go(actors, 'relay', numbers, arrived);
      consumers.go(actors, 'relaySync', numbers, arrived);
      go(async () => {
        await producers.wait();
        numbers.close();
        await consumers.wait();
        arrived.close();
      });
      expect((await drain(arrived)).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1_500 }, (_, n) => n));
    }
  }));

  test('keep the order of one producer', () => run(async () => {
    const numbers = threads.chan<number>(16);
    threads.go(actors, 'produceSync', numbers, 0, 5_000);
    for (let n = 0; n < 5_000; n++) expect(await numbers.receive()).toBe(n);
  }));

  test('choose among channels of both kinds', () => run(async () => {
    const [a, b, log] = [threads.chan<string>(), threads.chan<string>(), threads.chan<string>(8)];
    const wg = new threads.WaitGroup();
    wg.go(actors, 'chooser', a, b, log, 4);
    await a.send('1');
    await b.send('2');
    b.close();
    await wg.wait();
    log.close();
    const told = await drain(log);
    expect(told.toSorted()).toEqual(['a 1', 'b 2', 'b closed', 'own from this thread'].toSorted());
  }));

  test('meet in selects on both sides', () => run(async () => {
    const [a, b] = [threads.chan<number>(), threads.chan<number>()];
    threads.go(actors, 'offerEither', a, b, 2_000);
    const seen = { a: 0, b: 0 };
    for (let n = 0; n < 2_000; n++) {
      const event = await select({ a, b });
      expect(event.value).toBe(n);
      seen[event.case]++;
    }
    expect(seen.a).toBeGreaterThan(100);
    expect(seen.b).toBeGreaterThan(100);
  }));

  test('count together', () => run(async () => {
    const [total, large] = [new threads.Int32(5), new threads.Int64()];
    const wg = new threads.WaitGroup();
    for (let n = 0; n < 3; n++) wg.go(actors, 'add', total, large, 1_000);
    await wg.wait();
    expect(total.load()).toBe(3_005);
    expect(large.load()).toBe(3_000n * 2n ** 33n);
  }));

  test('hold a lock one at a time', () => run(async () => {
    const [mu, counter, wg] = [new threads.Mutex(), new threads.Int32(), new threads.WaitGroup()];
    wg.go(actors, 'countLocked', mu, counter, 200);
    wg.go(actors, 'countLockedSync', mu, counter, 2_000);
    wg.go(actors, 'countLockedSync', mu, counter, 2_000);
    for (let n = 0; n < 200; n++) {
      using _lock = await mu.acquire();
      const before = counter.load();
      if (n % 20 === 0) await time.sleep(0);
      counter.store(before + 1);
    }
    await wg.wait();
    expect(counter.load()).toBe(4_400);
  }));

  test('may end themselves, and their group hears of it', () => run(async () => {
    const [log, wg] = [threads.chan<string>(1), new threads.WaitGroup()];
    wg.go(actors, 'leaving', log);
    await wg.wait();
    expect(await log.receive()).toBe('deferred');
  }));

  test('may be many more than threads', () => run(async () => {
    const [total, large, wg] = [new threads.Int32(), new threads.Int64(), new threads.WaitGroup()];
    for (let n = 0; n < 500; n++) wg.go(actors, 'add', total, large, 1);
    await wg.wait();
    expect(total.load()).toBe(500);
  }));

  test('meet although each blocks its thread and there are more than processors', () => run(async () => {
    const ring = Array.from({ length: 9 }, () => threads.chan<number>());
    for (let n = 0; n < 8; n++) threads.go(actors, 'relaySync', ring[n] as types.Channel<number>, ring[n + 1] as types.Channel<number>);
    await ring[0]?.send(42);
    expect(await ring[8]?.receive()).toBe(42);
    ring[0]?.close();
  }));
});

describe('misuse', () => {
  test('panics with the texts of Go', () => run(async () => {
    const [mu, wg] = [new threads.Mutex(), new threads.WaitGroup()];
    expect(() => mu.unlock()).toThrow('sync: unlock of unlocked mutex');
    expect(() => wg.done()).toThrow('sync: negative WaitGroup counter');
    expect(() => wg.add(0.5)).toThrow(TypeError);
  }));

  test('arguments that cannot be cloned are a panic that names the goroutine', async () => {
    await expect(run(async () => {
      const wg = new threads.WaitGroup();
      wg.go(actors, 'relay', (() => {}) as never, threads.chan());
      await wg.wait();
    })).rejects.toThrow(/relay of actors\.ts cannot be given its arguments/);
  });

  test('an export that is none is an error that says so', async () => {
    await expect(run(async () => {
      const wg = new threads.WaitGroup();
      wg.go(actors, 'nobody' as 'relay', threads.chan(), threads.chan());
      await wg.wait();
    })).rejects.toThrow(/exports no function `nobody`/);
  });
});

describe('a context that crosses to a thread', () => {
  test('tells it of the cancellation and its cause', () => run(async () => {
    const log = threads.chan<string>(1);
    const [ctx, cancel] = context.withCancelCause(context.background());
    threads.go(actors, 'untilDone', ctx, log);
    await time.sleep(5);
    cancel(new Error('enough'));
    expect(await log.receive()).toBe('canceled: Error: enough');
  }));

  test('tells it of a deadline', () => run(async () => {
    const log = threads.chan<string>(1);
    const [ctx, cancel] = context.withTimeout(context.background(), 20);
    threads.go(actors, 'untilDone', ctx, log);
    expect(await log.receive()).toMatch(/^late: /);
    cancel();
  }));

  test('may be done before', () => run(async () => {
    const log = threads.chan<string>(1);
    const [ctx, cancel] = context.withCancel(context.background());
    cancel();
    threads.go(actors, 'untilDone', ctx, log);
    expect(await log.receive()).toMatch(/^canceled: /);
  }));

  test('is seen by a loop that never lets the event loop turn', () => run(async () => {
    const [log, started] = [threads.chan<string>(1), new threads.Int32()];
    const [ctx, cancel] = context.withCancel(context.background());
    threads.go(actors, 'untilDoneSync', ctx, started, log);
    while (started.load() === 0) await time.sleep(1);
    cancel();
    expect(await log.receive()).toBe('stopped');
  }));

  test('stops a goroutine that never looks, once the grace is over', () => run(async () => {
    const deafActors = threads.module<typeof import('./modules/actors.ts')>(actors.url, { grace: 20 });
    const [started, wg] = [new threads.Int32(), new threads.WaitGroup()];
    const [ctx, cancel] = context.withCancel(context.background());
    wg.go(deafActors, 'deaf', ctx, started);
    while (started.load() === 0) await time.sleep(1);
    cancel();
    await wg.wait();
  }));
});
