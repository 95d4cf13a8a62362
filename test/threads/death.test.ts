import { DeadlockError, Panic, run, threads } from './built.ts';
import { describe, expect, test } from 'vitest';
import { actors } from './actors.ts';

/** What a program ended with. */
async function endOf(main: () => Promise<unknown>): Promise<Error> {
  return run(main).then(() => new Error('it returned'), (error: Error) => error);
}

describe('a goroutine that', () => {
  test('throws ends the program with a panic that keeps the error', async () => {
    const error = await endOf(async () => {
      const wg = new threads.WaitGroup();
      wg.go(actors, 'throwing');
      await wg.wait();
    });
    expect(error).toBeInstanceOf(Panic);
    expect(error.message).toBe('thrown in a thread');
    expect((error as Panic).goroutine?.name).toBe('throwing of actors.ts');
    expect(error.cause).toBeInstanceOf(RangeError);
  });

  test('starts one on its thread that throws ends the program as well', async () => {
    const error = await endOf(async () => {
      threads.go(actors, 'throwingLater');
      await threads.chan().receive();
    });
    expect(error.message).toBe('thrown by a goroutine of the thread');
  });

  test('panics says what Go says', async () => {
    const error = await endOf(async () => {
      threads.go(actors, 'panicking', threads.chan<number>());
      await threads.chan().receive();
    });
    expect(error).toBeInstanceOf(Panic);
    expect(error.message).toBe('close of closed channel');
  });

  test('calls process.exit while it holds a lock does not leave anybody waiting', async () => {
    const error = await endOf(async () => {
      const [mu, gone] = [new threads.Mutex(), new threads.WaitGroup()];
      gone.go(actors, 'exiting', mu);
      await gone.wait();
      await mu.lock();
    });
    expect(error).toBeInstanceOf(Panic);
    expect(error.message).toBe('the thread of exiting of actors.ts has died: it called process.exit(3)');
  });

  test('runs out of memory is named', async () => {
    const small = threads.module<typeof import('./modules/actors.ts')>(actors.url, { memory: 30 });
    const error = await endOf(async () => {
      const wg = new threads.WaitGroup();
      wg.go(small, 'exhausting');
      await wg.wait();
    });
    expect(error.message).toBe('the thread of exhausting of actors.ts has died: it ran out of memory');
  });

  test('throws from a callback of the platform is named', async () => {
    const error = await endOf(async () => {
      const wg = new threads.WaitGroup();
      wg.go(actors, 'throwingOutside');
      await wg.wait();
    });
    expect(error.message).toBe('the thread of throwingOutside of actors.ts has died: thrown by a timer');
  });
});

describe('a deadlock of all threads', () => {
  test('is reported with every thread’s goroutines', async () => {
    const error = await endOf(async () => {
      const [never, wg] = [threads.chan<number>(0, 'never'), new threads.WaitGroup('everybody')];
      wg.go(actors, 'waiting', never);
      wg.go(actors, 'waitingSync', never);
      await wg.wait();
    });
    expect(error).toBeInstanceOf(DeadlockError);
    expect(error.message).toContain('sync.WaitGroup.Wait on `everybody`');
    expect(error.message).toMatch(/thread \d+:\n\ngoroutine 1 \[chan receive\]:\nwaiting of actors\.ts\(\.\.\.\)\n\tchan receive on `never`/);
    expect(error.message).toMatch(/thread \d+:\n\ngoroutine \[chan receive, blocking its thread\]:\nwaitingSync of actors\.ts\(\.\.\.\)/);
  });

  test('is noticed after much has gone on', async () => {
    const error = await endOf(async () => {
      const [there, back] = [threads.chan<unknown>(2), threads.chan<unknown>()];
      threads.go(actors, 'relay', there, back);
      for (let n = 0; n < 200; n++) {
        await there.send(n);
        await back.receive();
      }
      await back.receive();
    });
    expect(error).toBeInstanceOf(DeadlockError);
  });

  test('is none while a thread works or sleeps', () => run(async () => {
    const [log, wg] = [threads.chan<string>(1), new threads.WaitGroup()];
    wg.go(actors, 'leaving', log);
    await wg.wait();
  }));
});
