import { expect, test } from 'vitest';
import { gosched, go, chan, panic, Panic, run, sync } from '../../src/index.ts';
import { blocks, holds } from './schedules.ts';

test('src/sync/once_test TestOnce: however many ask, it is done once, and nobody goes on before', () => holds(async () => {
  const once = new sync.Once();
  const wg = new sync.WaitGroup();
  let [begun, finished] = [0, 0];
  for (let i = 0; i < 10; i++) {
    wg.go(async () => {
      await once.do(async () => {
        begun++;
        await gosched();
        finished++;
      });
      expect([begun, finished]).toEqual([1, 1]);
    });
  }
  await wg.wait();
  expect([begun, finished]).toEqual([1, 1]);
}));

test('src/sync/once_test TestOncePanic: a call that panics counts as done', () => holds(async () => {
  const once = new sync.Once();
  await expect(once.do(() => panic('failed'))).rejects.toThrow('failed');
  await once.do(() => { throw new Error('called twice'); });
}));

test('src/sync/once documentation: once that asks itself blocks', () => blocks(async () => {
  const once = new sync.Once();
  await once.do(() => once.do(() => {}));
}));

test('src/sync/once documentation: each once is its own', () => holds(async () => {
  const done = chan<number>(2);
  for (const n of [1, 2]) go(() => new sync.Once().do(() => done.send(n)));
  expect([await done.receive(), await done.receive()].toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([1, 2]);
}));

test('src/sync/oncefunc_test TestOnceFunc: the function is called by the first call only', () => {
  let calls = 0;
  const once = sync.onceFunc(() => { calls++; });
  for (let i = 0; i < 10; i++) once();
  expect(calls).toBe(1);
});

test('src/sync/oncefunc_test TestOnceFunc: it is not called before somebody asks', () => {
  let calls = 0;
  sync.onceFunc(() => { calls++; });
  expect(calls).toBe(0);
});

test('src/sync/oncefunc_test TestOnceValue: every call gives what the first gave', () => {
  let calls = 0;
  const once = sync.onceValue(() => ({ call: ++calls }));
  const first = once();
  for (let i = 0; i < 10; i++) expect(once()).toBe(first);
  expect(calls).toBe(1);
});

test('src/sync/oncefunc_test TestOnceValue: undefined is a value like any other', () => {
  let calls = 0;
  const once = sync.onceValue(() => void calls++);
  for (let i = 0; i < 3; i++) expect(once()).toBe(undefined);
  expect(calls).toBe(1);
});

const onces: Record<string, (fn: () => void) => () => void> = { onceFunc: sync.onceFunc, onceValue: sync.onceValue };

test.each(Object.entries(onces))('src/sync/oncefunc_test TestOnceFuncPanic: %s panics with the same value in every call', (_name, make) => {
  let calls = 0;
  const once = make(() => {
    calls++;
    panic('x');
  });
  for (let i = 0; i < 3; i++) expect(once).toThrow(new Panic('x'));
  expect(calls).toBe(1);
});

test.each(Object.entries(onces))('src/sync/oncefunc_test TestOnceFuncPanicNil: %s throws again even nothing', (_name, make) => {
  let calls = 0;
  const once = make(() => {
    calls++;
    // oxlint-disable-next-line typescript/only-throw-error
    throw undefined;
  });
  const outcome = (): string => {
    try {
      once();
      return 'returned';
    } catch (error) {
      return `threw ${String(error)}`;
    }
  };
  expect([outcome(), outcome()]).toEqual(['threw undefined', 'threw undefined']);
  expect(calls).toBe(1);
});

test.each(Object.entries(onces))('src/sync/oncefunc_test TestOnceFuncGoexit: %s does not call its function again after goexit', (_name, make) => run(async () => {
  const { runtime } = await import('../../src/index.ts');
  let calls = 0;
  const once = make(() => {
    calls++;
    runtime.goexit();
  });
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 2; i++) wg.go(() => once());
  await wg.wait();
  expect(calls).toBe(1);
}));
