import { describe, expect, test } from 'vitest';
import { defer, panic, Panic } from '../../src/index.ts';

describe('defer', () => {
  test('runs at the end of the block, last one first', () => {
    const events: string[] = [];
    {
      using _a = defer(() => events.push('a'));
      using _b = defer(() => events.push('b'));
      events.push('body');
    }
    expect(events).toEqual(['body', 'b', 'a']);
  });

  test('runs when the block is left by a throw', () => {
    const events: string[] = [];
    expect(() => {
      using _close = defer(() => events.push('closed'));
      panic('boom');
    }).toThrow(new Panic('boom'));
    expect(events).toEqual(['closed']);
  });

  test('a stack runs what was added, last first, all of it even when one throws', () => {
    const events: number[] = [];
    expect(() => {
      using d = defer.stack();
      d.add(() => events.push(1));
      d.add(() => { throw new Error('second'); });
      d.add(() => events.push(3));
    }).toThrow('second');
    expect(events).toEqual([3, 1]);
  });

  test('with await using, asynchronous functions are awaited in turn', async () => {
    const events: string[] = [];
    {
      await using d = defer.stack();
      d.add(async () => { await Promise.resolve(); events.push('first added'); });
      d.add(async () => { await Promise.resolve(); events.push('last added'); });
    }
    expect(events).toEqual(['last added', 'first added']);
  });

  test('a panic keeps the value it was given and has its words as message', () => {
    const error = new Error('inner');
    expect(new Panic(error).message).toBe('inner');
    expect(new Panic(error).value).toBe(error);
    expect(new Panic({ code: 1 }).message).toBe('{"code":1}');
    expect(new Panic(42).message).toBe('42');
  });
});
