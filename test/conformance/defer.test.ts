import { expect, test } from 'vitest';
import { chan, defer, go, Panic, panic, run } from '../../src/index.ts';
import { holds } from './schedules.ts';

/** What a function panics with, as recover gives it. */
function recovered(fn: () => void): unknown {
  try {
    fn();
    return undefined;
  } catch (error) {
    const last = (thrown: unknown): unknown => thrown instanceof Error && thrown.name === 'SuppressedError' && 'error' in thrown ? last(thrown.error) : thrown;
    const panicked = last(error);
    return panicked instanceof Panic ? panicked.value : panicked;
  }
}

test('test/defer: functions deferred in a loop run in reverse', () => {
  let result = '';
  {
    using d = defer.stack();
    for (let i = 0; i < 10; i++) d.add(() => { result += i; });
  }
  expect(result).toBe('9876543210');
});

test('test/deferprint: values are those of the time of the call to defer', () => {
  const said: number[] = [];
  {
    using d = defer.stack();
    for (let i = 0; i < 3; i++) d.add(() => said.push(i));
    let changing = 41;
    const kept = changing;
    d.add(() => said.push(kept, changing));
    changing++;
  }
  expect(said).toEqual([41, 42, 2, 1, 0]);
});

test('src/runtime/defer_test TestUnconditionalPanic: a panic straight after a defer is recovered', () => {
  let ran = false;
  expect(recovered(() => {
    using _mark = defer(() => { ran = true; });
    panic('panic should be recovered');
  })).toBe('panic should be recovered');
  expect(ran).toBe(true);
});

test('src/runtime/defer_test TestOpenAndNonOpenDefers: deferred functions of nested blocks and loops all run when the panic passes them', () => {
  const said: string[] = [];
  const inner = (): void => {
    using d = defer.stack();
    for (const name of ['a', 'b']) d.add(() => said.push(name));
    panic('testNonOpenDefer');
  };
  expect(recovered(() => {
    using _first = defer(() => said.push('first'));
    using _second = defer(() => said.push('second'));
    inner();
  })).toBe('testNonOpenDefer');
  expect(said).toEqual(['b', 'a', 'second', 'first']);
});

test('src/runtime/defer_test TestConditionalDefers: only those that were reached run, last first', () => {
  const said: number[] = [];
  expect(recovered(() => {
    using d = defer.stack();
    for (const n of [1, 2, 3, 4]) if (n % 2 === 0) d.add(() => said.push(n));
    panic('test');
  })).toBe('test');
  expect(said).toEqual([4, 2]);
});

test('src/runtime/defer_test TestAbortedPanic: a panic in a deferred function replaces the one under way', () => {
  expect(recovered(() => {
    using _replace = defer(() => panic('panic2'));
    panic('panic1');
  })).toBe('panic2');
});

test('src/runtime/defer_test TestDeferWithRepeatedRepanics: panics may be recovered and raised again many times', () => {
  const repanic = (depth: number): void => {
    try {
      if (depth === 0) panic('bottom');
      repanic(depth - 1);
    } catch (error) {
      panic(error instanceof Panic ? error.value : error);
    }
  };
  expect(recovered(() => repanic(1_000))).toBe('bottom');
});

test('src/runtime/defer_test TestIssue43941: a panic in the deferred function of a goroutine that is recovered there goes no further', () => holds(async () => {
  const values = chan<unknown>(1);
  go(() => {
    values.trySend(recovered(() => {
      using _fail = defer(() => panic(2));
      panic(1);
    }));
  });
  expect(await values.receive()).toBe(2);
}));

test('test/recover: a goroutine that recovers keeps the program running, with the value as it was', () => holds(async () => {
  const value = { reason: 'mine' };
  const values = chan<unknown>(1);
  go(() => values.trySend(recovered(() => panic(value))));
  expect(await values.receive()).toBe(value);
}));

test('test/recover: asynchronous clean-up is waited for before the panic goes on', () => run(async () => {
  const ch = chan<string>(2);
  const work = async (): Promise<void> => {
    await using _flush = defer(() => ch.send('flushed'));
    panic('failed');
  };
  await expect(work()).rejects.toThrow('failed');
  expect(await ch.receive()).toBe('flushed');
}));
