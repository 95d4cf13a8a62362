/** The properties of the tests and examples of `golang.org/x/sync/singleflight`. */
import { describe, expect, test } from 'vitest';
import { exploreProgram } from '../../src/explore/index.ts';
import { chan, defer, go, gosched, Panic, panic, run, runtime, singleflight, sync, time } from '../../src/index.ts';
import { underSchedules, verdictOf } from './under-schedules.ts';

const failure = new Error('some error');

/** What a promise is rejected with. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it should have thrown');
}

describe('singleflight/TestPanicErrorUnwrap: what is caught is an error that holds the value of the panic', () => {
  class ErrorValue extends Error {}
  test.each<[name: string, value: unknown]>([
    ['a text', 'string value'],
    ['an error', new ErrorValue('error value')],
  ])('%s', (name, value) => run(async () => {
    const caught = await rejection(new singleflight.Group().do(name, () => panic(value)));
    expect(caught).toBeInstanceOf(Panic);
    expect((caught as Panic).value).toBe(value);
  }));
});

test('singleflight/TestDo: the value of the function', () => underSchedules(async () => {
  const group = new singleflight.Group<string>();
  expect(await group.do('key', () => 'bar')).toEqual(['bar', false]);
  expect(await group.do('key', async () => {
    await gosched();
    return 'later';
  })).toEqual(['later', false]);
}));

test('singleflight/TestDoErr: the error of the function', () => underSchedules(async () => {
  const group = new singleflight.Group<string>();
  expect(await rejection(group.do('key', () => { throw failure; }))).toBe(failure);
  expect(await group.do('key', () => 'works again')).toEqual(['works again', false]);
}));

describe('singleflight/TestDoDupSuppress: callers that come while a call is under way share it', () => {
  test('all who came in time, and nobody else', () => underSchedules(async () => {
    const group = new singleflight.Group<string>();
    const unblock = chan<never>();
    const wg = new sync.WaitGroup();
    const answers: [string, boolean][] = [];
    let calls = 0;
    for (let i = 0; i < 6; i++) wg.go(async () => {
      answers.push(await group.do('key', async () => {
        calls++;
        await unblock.receive();
        return 'bar';
      }));
    });
    // By then nothing else can run: they all wait.
    await time.sleep(time.Second);
    unblock.close();
    await wg.wait();
    expect(calls).toBe(1);
    expect(answers).toEqual(Array.from({ length: 6 }, () => ['bar', true]));
    expect(await group.do('key', () => 'new')).toEqual(['new', false]);
  }));

  test('never two calls with a key at once, and those who share know it', async () => {
    const counts = new Set<number>();
    await underSchedules(async () => {
      const group = new singleflight.Group<number>();
      const wg = new sync.WaitGroup();
      let [calls, running] = [0, 0];
      const answers: [number, boolean][] = [];
      for (let i = 0; i < 4; i++) wg.go(async () => {
        answers.push(await group.do('key', async () => {
          expect(++running).toBe(1);
          const call = ++calls;
          await gosched();
          running--;
          return call;
        }));
      });
      await wg.wait();
      for (const [call, shared] of answers) {
        expect(shared).toBe(answers.filter(([other]) => other === call).length > 1);
      }
      counts.add(calls);
    }, 200);
    expect(counts.size).toBeGreaterThan(1);
  });

  test('other keys have calls of their own', () => underSchedules(async () => {
    const group = new singleflight.Group<number, number>();
    const wg = new sync.WaitGroup();
    const answers: number[] = [];
    for (const key of [1, 2, 3]) wg.go(async () => {
      const [value, shared] = await group.do(key, async () => {
        await gosched();
        return key * 10;
      });
      expect(shared).toBe(false);
      answers[key - 1] = value;
    });
    await wg.wait();
    expect(answers).toEqual([10, 20, 30]);
  }));

  test('an error is shared as a value is', () => underSchedules(async () => {
    const group = new singleflight.Group();
    const wg = new sync.WaitGroup();
    const errors: unknown[] = [];
    for (let i = 0; i < 3; i++) wg.go(async () => {
      errors.push(await rejection(group.do('key', async () => {
        await time.sleep(1);
        throw failure;
      })));
    });
    await wg.wait();
    expect(errors).toEqual([failure, failure, failure]);
  }));
});

test('singleflight/TestForget: a call after forget does not wait for the one before, whose end takes nothing from it', () => underSchedules(async () => {
  const group = new singleflight.Group<number>();
  const [firstStarted, unblockFirst, firstFinished, unblockSecond] = [chan<never>(), chan<never>(), chan<never>(), chan<never>()];
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    await group.do('key', async () => {
      firstStarted.close();
      await unblockFirst.receive();
      firstFinished.close();
      return 1;
    });
  });
  await firstStarted.receive();
  group.forget('key');
  const second = group.doChan('key', async () => {
    await unblockSecond.receive();
    return 2;
  });
  unblockFirst.close();
  await firstFinished.receive();
  const third = group.doChan('key', () => 3);
  unblockSecond.close();
  await second.receive();
  expect(await third.receive()).toEqual({ ok: true, value: 2, error: undefined, shared: true });
  await wg.wait();
}, 100));

test('singleflight/TestDoChan: the result comes on a channel, which stays open', () => underSchedules(async () => {
  const group = new singleflight.Group<string>();
  const results = group.doChan('key', () => 'bar');
  expect(await results.receive()).toEqual({ ok: true, value: 'bar', error: undefined, shared: false });
  expect(results.tryReceive()).toBeUndefined();
  expect(await group.doChan('key', () => { throw failure; }).receive()).toEqual({ ok: false, value: undefined, error: failure, shared: false });
}));

test('singleflight/TestDoChan: nobody is left behind when nobody receives', () => underSchedules(async () => {
  const group = new singleflight.Group<string>();
  group.doChan('key', () => gosched().then(() => 'bar'));
  group.doChan('key', () => 'never called');
  await gosched();
}));

test('singleflight/TestPanicDo: a panic reaches every caller', () => underSchedules(async () => {
  const group = new singleflight.Group();
  const wg = new sync.WaitGroup();
  let panics = 0;
  for (let i = 0; i < 5; i++) wg.go(async () => {
    const caught = await rejection(group.do('key', async () => {
      await gosched();
      panic('invalid memory address or nil pointer dereference');
    }));
    if (caught instanceof Panic) panics++;
  });
  await wg.wait();
  expect(panics).toBe(5);
}));

test('singleflight/TestGoexitDo: goexit ends every caller', () => underSchedules(async () => {
  const group = new singleflight.Group();
  const wg = new sync.WaitGroup();
  let returned = 0;
  for (let i = 0; i < 5; i++) {
    wg.add();
    go(async () => {
      using _done = defer(() => wg.done());
      await group.do('key', async () => {
        await gosched();
        runtime.goexit();
      });
      returned++;
    });
  }
  await wg.wait();
  expect(returned).toBe(0);
}));

/** What becomes of a program on the event loop. */
async function ended(program: () => Promise<unknown>): Promise<unknown> {
  return rejection(run(program));
}

describe('singleflight/TestPanicDoChan: a panic ends the program, and no catch around the receive helps', () => {
  async function program(): Promise<void> {
    try {
      await new singleflight.Group().doChan('', () => panic('Panicking in DoChan')).receive();
    } catch {
      // What Go's test recovers from here is not this panic either.
    }
    throw new Error('DoChan unexpectedly returned');
  }

  test('on the event loop', async () => {
    expect(await ended(program)).toMatchObject({ name: 'Panic', value: 'Panicking in DoChan' });
  });
  test('under schedules', async () => {
    expect(await verdictOf(program)).toBe('panic');
  });
});

describe('singleflight/TestPanicDoSharedByDoChan: nor may the caller of do catch it while a channel is waiting', () => {
  async function program(): Promise<void> {
    const [blocked, unblock] = [chan<never>(), chan<never>()];
    const group = new singleflight.Group();
    go(async () => {
      try {
        await group.do('', async () => {
          blocked.close();
          await unblock.receive();
          panic('Panicking in Do');
        });
      } catch {
        // It would be lost here.
      }
    });
    await blocked.receive();
    const results = group.doChan('', () => panic('DoChan unexpectedly executed callback'));
    unblock.close();
    await results.receive();
    throw new Error('DoChan unexpectedly returned');
  }

  test('on the event loop', async () => {
    expect(await ended(program)).toMatchObject({ name: 'Panic', value: 'Panicking in Do' });
  });
  test('under schedules', async () => {
    const { report } = await exploreProgram(program, { schedules: 50, stopAfter: 50 });
    expect(new Set(report.findings.map(({ kind }) => kind))).toEqual(new Set(['panic']));
    for (const { message } of report.findings) expect(message).toContain('Panicking in Do');
  });
});

test('singleflight/TestPanicDoSharedByDoChan: main cannot return before the panic either', async () => {
  const { outcomes } = await exploreProgram(async () => {
    const group = new singleflight.Group();
    await rejection(group.do('', async () => {
      group.doChan('', () => 'shared');
      await gosched();
      panic('Panicking in Do');
    }));
  }, { schedules: 50, stopAfter: 50 });
  expect(new Set(outcomes.map(({ verdict }) => verdict))).toEqual(new Set(['panic']));
});

test('singleflight/ExampleGroup: two channels, one run', () => underSchedules(async () => {
  const group = new singleflight.Group<string>();
  const block = chan<never>();
  const results = ['func 1', 'func 2'].map((name) => group.doChan('key', async () => {
    await block.receive();
    return name;
  }));
  block.close();
  for (const result of results) expect(await result.receive()).toMatchObject({ value: 'func 1', shared: true });
}));
