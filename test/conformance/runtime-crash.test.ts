import { describe, expect, test } from 'vitest';
import { chan, DeadlockError, defer, go, gosched, Panic, panic, run, runtime, sync, time } from '../../src/index.ts';
import { blocks, holds } from './schedules.ts';

const ending = (program: () => unknown): Promise<unknown> => run(async () => { await program(); }).then(() => 'ended', (error: unknown) => error);

describe('deadlock', () => {
  test('src/runtime/crash_test TestSimpleDeadlock: main that waits for nobody is a deadlock', () => blocks(() => chan().receive()));

  test('src/runtime/crash_test TestLockedDeadlock: main and a goroutine that both wait are a deadlock', () => blocks(async () => {
    go(() => chan().send(1));
    await new sync.WaitGroup().wait();
    await chan().receive();
  }));

  test('src/runtime/crash_test TestLockedDeadlock2: a goroutine that ends while main waits leaves a deadlock', () => blocks(async () => {
    go(() => {});
    await chan().receive();
  }));

  test.each<[string, () => unknown]>([
    ['TestGoexitDeadlock: at once', () => { go(() => {}); runtime.goexit(); }],
    ['TestGoexitCrash: while goroutines still run', async () => {
      for (let i = 0; i < 5; i++) go(() => time.sleep(i));
      await gosched();
      runtime.goexit();
    }],
    ['TestGoexitInPanic: in a function deferred by a panic, which it aborts', () => {
      using _exit = defer(() => runtime.goexit());
      panic('aborted');
    }],
  ])('src/runtime/crash_test %s: main that exits by goexit is a deadlock without goroutines', async (_name, program) => {
    const error = await ending(program);
    expect(error).toBeInstanceOf(DeadlockError);
    expect(String(error)).toContain('no goroutines (main called runtime.goexit()) - deadlock!');
  });

  test('src/runtime/crash_test TestNetpollDeadlock: a program that waits for the outside is not a deadlock', () => run(async () => {
    using _waker = runtime.external('a key');
    const ch = chan<string>();
    setImmediate(() => ch.trySend('key'));
    expect(await ch.receive()).toBe('key');
  }));
});

describe('goexit', () => {
  test('src/runtime/crash_test TestGoexitDefer: deferred functions run', () => holds(async () => {
    const done = chan<string>(1);
    go(() => {
      using _tell = defer(() => done.trySend('deferred'));
      runtime.goexit();
    });
    expect(await done.receive()).toBe('deferred');
  }));

  test('src/runtime/crash_test TestGoexitInPanic: a goroutine whose panic ends in goexit just ends', () => holds(async () => {
    const wg = new sync.WaitGroup();
    wg.add();
    go(() => {
      using _done = defer(() => wg.done());
      using _exit = defer(() => runtime.goexit());
      panic('aborted');
    });
    await wg.wait();
    await time.sleep(1);
  }));

  test('src/runtime/crash_test TestPanicAfterGoexit: a panic in a function deferred by goexit ends the program', async () => {
    expect(await ending(async () => {
      go(() => {
        using _fail = defer(() => panic('hello'));
        runtime.goexit();
      });
      await chan().receive();
    })).toMatchObject({ name: 'Panic', value: 'hello' });
  });

  test('src/runtime/crash_test TestRecoveredPanicAfterGoexit: a recovered panic in a deferred function does not undo goexit', () => holds(async () => {
    const wg = new sync.WaitGroup();
    let after = false;
    wg.go(() => {
      using _recover = defer(() => {
        try {
          panic('hello');
        } catch { /* recovered */ }
      });
      if (wg) runtime.goexit();
      after = true;
    });
    await wg.wait();
    expect(after).toBe(false);
  }));
});

describe('panic', () => {
  test('src/runtime/crash_test TestCrashHandler: an uncaught panic ends the program and names its goroutine', async () => {
    expect(await ending(async () => {
      go(function crash() { panic('boom'); });
      await chan().receive();
    })).toMatchObject({ value: 'boom', goroutine: { name: 'crash' } });
  });

  test('src/runtime/crash_test TestRecursivePanic: a panic that is recovered inside a deferred function leaves the outer one', async () => {
    const said: string[] = [];
    expect(await ending(() => {
      using _outer = defer(() => {
        try {
          using _wrap = defer(() => said.push('wrap'));
          panic('inner');
        } catch (error) {
          said.push(error instanceof Panic ? String(error.value) : 'not a panic');
        }
      });
      panic('again');
    })).toMatchObject({ value: 'again' });
    expect(said).toEqual(['wrap', 'inner']);
  });

  test('src/runtime/crash_test TestRecursivePanic2: the rest of the deferred functions run when one panics', async () => {
    const said: string[] = [];
    const error = await ending(() => {
      go(() => {
        using d = defer.stack();
        for (const name of ['first', 'second', 'third']) {
          d.add(() => {
            said.push(name);
            panic(name);
          });
        }
        panic('body');
      });
      return time.sleep(1);
    });
    expect(error).toMatchObject({ value: 'first' });
    expect(said).toEqual(['third', 'second', 'first']);
  });

  test('src/runtime/crash_test TestRuntimePanicWithRuntimeError: a panic with an error keeps it as its value', async () => {
    const cause = new RangeError('out of range');
    expect(await ending(async () => {
      go(() => panic(cause));
      await chan().receive();
    })).toMatchObject({ name: 'Panic', message: 'out of range', value: cause });
  });

  test('src/runtime/crash_test TestPanicDeadlockGosched: a panic while others yield in a loop ends the program', async () => {
    expect(await ending(async () => {
      go(async () => { for (;;) await gosched(); });
      using _yields = defer(() => void gosched());
      panic('errorThatGosched');
      await gosched();
    })).toMatchObject({ value: 'errorThatGosched' });
  });

  test('src/runtime/crash_test TestDoublePanic: a value that cannot be shown still ends the program', async () => {
    const circular: { self?: object } = {};
    circular.self = circular;
    expect(await ending(async () => {
      go(() => panic(circular));
      await chan().receive();
    })).toMatchObject({ name: 'Panic', value: circular });
  });
});
