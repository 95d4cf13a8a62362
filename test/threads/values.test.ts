import { run, threads } from 'concurrency-tutor';
import { describe, expect, test } from 'vitest';
import { actors } from './actors.ts';

class Point {
  readonly x = 1;
}

const holed = Object.assign(Array.from<number>([]), { name: 'x' });
holed[0] = 1;
holed.length = 3;
holed[2] = 3;

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;

const numbers = [0, -0, 1.5, -1, NaN, Infinity, 2 ** 53, 5e-324];

const values: readonly (readonly [name: string, value: unknown])[] = [
  ['numbers', numbers],
  ['the smallest things', [undefined, null, true, false, '']],
  ['text of one byte a letter', 'plain text, Ärger'],
  ['text of all letters', 'Жук 😀 \ud800'],
  ['large integers', -(2n ** 70n)],
  ['an object', { a: 1, b: { c: [1, 'two', null, undefined] } }],
  ['an object of all letters', { 'Жук': '😀', 'a': [[], {}] }],
  ['numbers that JSON has no word for', { a: NaN, b: -0, c: [Infinity, undefined] }],
  ['a list with a hole and a name', holed],
  ['a date', new Date(0)],
  ['a map and a set', new Map<unknown, unknown>([[1, new Set(['a'])], [{ k: 1 }, 'v']])],
  ['a regular expression', /a+/gi],
  ['a cycle', cyclic],
  ['numbers in a row', new Float64Array([1.5, -2])],
  ['bytes', new Uint8Array([1, 2, 255])],
  ['large integers in a row', new BigInt64Array([-1n, 2n ** 62n])],
  ['a view of bytes', new DataView(new Uint8Array([1, 2, 3]).buffer, 1, 2)],
  ['a buffer', new Uint8Array([9, 8]).buffer],
  ['an object with bytes', { name: 'x', bytes: new Uint8Array([7]) }],
];

describe('a value that goes to another thread and back', () => {
  test('is the same, whatever shape it has', () => run(async () => {
    const [there, back] = [threads.chan<unknown>(1), threads.chan<unknown>()];
    threads.go(actors, 'relay', there, back);
    for (const [name, value] of values) {
      await there.send(value);
      expect(await back.receive(), name).toEqual(value);
    }
    for (const n of numbers) {
      await there.send(n);
      expect(Object.is(await back.receive(), n)).toBe(true);
    }
    there.close();
  }));

  test('may be larger than anything that is kept ready for it', () => run(async () => {
    const [there, back] = [threads.chan<unknown>(1), threads.chan<unknown>()];
    threads.go(actors, 'relay', there, back);
    for (const size of [1_000, 100_000, 10_000_000]) {
      const text = 'ü'.repeat(size);
      await there.send({ text });
      const received = (await back.receive()) as { readonly text: string };
      expect(received.text === text).toBe(true);
    }
    there.close();
  }));

  test('keeps what was one object one object', () => run(async () => {
    const ch = threads.chan<unknown>(1);
    const one = { n: 1 };
    await ch.send({ a: one, b: [one] });
    const received = (await ch.receive()) as { readonly a: unknown; readonly b: readonly unknown[] };
    expect(received.b[0]).toBe(received.a);
    await ch.send({ toJSON: 1, big: Array.from({ length: 100 }, () => ({})) });
    expect(await ch.receive()).toEqual({ toJSON: 1, big: Array.from({ length: 100 }, () => ({})) });
  }));

  test('is a copy', () => run(async () => {
    const ch = threads.chan<{ n: number } | Uint8Array>(2);
    const object = { n: 1 };
    const bytes = new Uint8Array([1]);
    await ch.send(object);
    await ch.send(bytes);
    object.n = 2;
    bytes[0] = 2;
    expect(await ch.receive()).toEqual({ n: 1 });
    expect(await ch.receive()).toEqual(new Uint8Array([1]));
  }));

  test('loses its class, as with every structured clone', () => run(async () => {
    const ch = threads.chan<unknown>(1);
    await ch.send(new Point());
    const received = await ch.receive();
    expect(received).toEqual({ x: 1 });
    expect(received).not.toBeInstanceOf(Point);
  }));

  test('is refused where it is sent when it cannot be cloned', () => run(async () => {
    const ch = threads.chan<unknown>(1);
    await expect(ch.send(() => {})).rejects.toThrow(/could not be cloned/);
    expect(() => ch.trySend({ f: () => {} })).toThrow(/could not be cloned/);
    expect(ch.length).toBe(0);
  }));

  test('may be a channel, alone or inside', () => run(async () => {
    const questions = threads.chan<{ readonly n: number; readonly reply: threads.SendChannel<number> }>();
    threads.go(actors, 'answer', questions.receiveOnly());
    for (let n = 0; n < 10; n++) {
      const reply = threads.chan<number>();
      await questions.send({ n, reply: n % 2 === 0 ? reply : reply.sendOnly() });
      expect(await reply.receive()).toBe(n * n);
    }
    questions.close();
  }));

  test('is the same channel when it comes back', () => run(async () => {
    const [there, back] = [threads.chan<unknown>(1), threads.chan<unknown>(1)];
    threads.go(actors, 'relay', there, back);
    await there.send(there);
    expect(await back.receive()).toBe(there);
    await there.send([{ back }, new Map([['there', there.receiveOnly()]])]);
    const [first, second] = (await back.receive()) as [{ back: unknown }, Map<string, unknown>];
    expect(first.back).toBe(back);
    expect(second.get('there')).toBe(there.receiveOnly());
    there.close();
  }));
});

test('the shared memory is used again', () => run(async () => {
  const ch = threads.chan<unknown>(4);
  const before = process.memoryUsage().rss;
  const text = 'x'.repeat(1_000_000);
  for (let n = 0; n < 300; n++) {
    await ch.send({ text });
    await ch.receive();
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
}));
