import { expect, test } from 'vitest';
import { chan, context, iter, run, semaphore, singleflight, type ReceiveChannel } from '../../src/index.ts';
import { collect } from './iter/sources.ts';

/** Says so at compile time when a type is another than expected. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const same = <_A, _B>(_holds: Same<_A, _B>): void => {};
/** The values of a sequence. */
type Of<S> = S extends AsyncIterable<infer T> ? T : never;

test('functions of iter keep the types of values', () => run(async () => {
  const numbers = [1, 2];
  const texts = chan<string>(1);
  texts.close();

  const mapped = iter.map(numbers, async (value, index) => `${value.toFixed()} ${index.toFixed()}`);
  same<Of<typeof mapped>, string>(true);
  const awaited = iter.map([Promise.resolve(1), 2], (value) => value.toFixed());
  same<Of<typeof awaited>, string>(true);
  const kept = iter.filter([1, 'x'], (value) => typeof value === 'string');
  same<Of<typeof kept>, string>(true);
  const some = iter.filter([1, 'x'], (value) => Boolean(value));
  same<Of<typeof some>, string | number>(true);
  const zipped = iter.zip(numbers, texts, [true]);
  same<Of<typeof zipped>, [number, string, boolean]>(true);
  const merged = iter.merge(numbers, texts);
  same<Of<typeof merged>, string | number>(true);
  const sources = [numbers, numbers];
  const alike = iter.merge(...sources);
  same<Of<typeof alike>, number>(true);
  const flat = iter.flatMap(numbers, (value) => iter.map([value], String));
  same<Of<typeof flat>, string>(true);
  const groups = [iter.chunk(texts, 2), iter.window(texts, 2), iter.batch(texts, 2, 1)];
  same<Of<(typeof groups)[number]>, string[]>(true);
  const through = iter.withContext(context.background(), iter.drop(iter.take(iter.fromChannel(texts), 1), 0));
  same<Of<typeof through>, string>(true);
  const values: ReceiveChannel<number> = iter.toChannel(context.background(), numbers);
  // @ts-expect-error whoever receives does not close
  void (() => values.close());
  // @ts-expect-error a channel that is only sent on is no source
  void (() => iter.map(texts.sendOnly(), (value) => value));
  // @ts-expect-error a number is no source
  void (() => iter.take(5, 1));
  // @ts-expect-error errors go on a channel of errors
  void (() => iter.toChannel(context.background(), numbers, chan<string>(1)));
  // @ts-expect-error the function gets a number
  void iter.map(numbers, (value) => value.toUpperCase());
  expect(await collect(zipped)).toEqual([]);
  expect(await collect(values)).toEqual([1, 2]);
}));

test('a group of singleflight has one type of value, and its result says which half is there', () => run(async () => {
  const group = new singleflight.Group<number>();
  const [value, shared] = await group.do('key', async () => 1);
  same<typeof value, number>(true);
  same<typeof shared, boolean>(true);
  const result = await group.doChan('key', () => 2).receive();
  if (result?.ok) same<typeof result.value, number>(true);
  else same<typeof result, singleflight.Result<number> & { ok: false } | undefined>(true);
  // @ts-expect-error the function gives another type
  void (() => group.do('key', () => 'x'));
  // @ts-expect-error keys are texts unless said otherwise
  void (() => group.do(1, () => 1));
  expect([value, shared, result?.value]).toEqual([1, false, 2]);
}));

test('a semaphore wants a context', () => run(async () => {
  const sem = new semaphore.Weighted(1);
  // @ts-expect-error the context comes first
  void (() => sem.acquire(1));
  const held = await sem.hold(context.background());
  held satisfies Disposable;
  held[Symbol.dispose]();
  held[Symbol.dispose]();
  expect(sem.tryAcquire(1)).toBe(true);
}));
