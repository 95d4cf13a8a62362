import { array, assert, bigInt, boolean, constant, date, dictionary, double, integer, letrec, oneof, property, string, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode, WireError } from '../../src/judge/wire.ts';

test('plain data arrives as it was sent', () => {
  const key = string().filter((name) => name !== '__proto__');
  const { value } = letrec((tie) => ({
    value: oneof(
      { maxDepth: 4 },
      string(), double(), integer(), bigInt(), boolean(), constant(null), constant(undefined), date({ noInvalidDate: true }),
      array(tie('value')), dictionary(key, tie('value'), { noNullPrototype: true }).filter((record) => !Object.keys(record).some(isMeaningful)),
      array(tuple(string(), tie('value'))).map((entries) => new Map(entries)), array(string()).map((items) => new Set(items)),
    ),
  }));
  assert(property(value, (sent) => { expect(decode(encode(sent))).toStrictEqual(sent); }));
});

function isMeaningful(name: string): boolean {
  return ['then', 'toJSON', 'asymmetricMatch', '$$typeof', 'constructor', 'nodeType', 'toString', 'valueOf'].includes(name);
}

test('an error arrives with its name and message, and without a stack', () => {
  const error = decode(encode(new RangeError('too far'))) as Error;
  expect(error).toBeInstanceOf(Error);
  expect({ name: error.name, message: error.message, stack: error.stack }).toEqual({ name: 'RangeError', message: 'too far', stack: undefined });
});

test('a function arrives as a mark that does nothing', () => {
  expect(decode(encode({ now: () => 1 }))).toEqual({ now: '[function]' });
});

test('an instance of a class arrives as a plain object', () => {
  class Point { x = 1; }
  const point = decode(encode(new Point())) as object;
  expect(Object.getPrototypeOf(point)).toBe(Object.prototype);
  expect(point).toEqual({ x: 1 });
});

test.each(['then', 'toJSON', 'asymmetricMatch', '$$typeof', 'constructor'])('an object under the key `%s` is dropped', (key) => {
  const value = decode(`{"o":[["${key}",{"o":[]}],["kept",1]]}`) as object;
  expect(Object.keys(value)).toEqual(['kept']);
});

test('a count of the word `then` is kept', () => {
  const counts = Object.fromEntries([['then', 2]]);
  expect(decode(encode(counts))).toEqual(counts);
});

test('`__proto__` never reaches a prototype', () => {
  const value = decode('{"o":[["__proto__",{"o":[["admin",true]]}]]}') as { admin?: boolean };
  expect(value.admin).toBeUndefined();
  expect(Object.keys(value)).toEqual([]);
});

test('a value in itself, one that is too deep and one that is too large are refused', () => {
  const ring: unknown[] = [];
  ring.push(ring);
  let deep: unknown = 1;
  for (let i = 0; i < 100; i += 1) deep = [deep];
  for (const value of [ring, deep, Array.from({ length: 300_000 }, () => 0)]) expect(() => encode(value)).toThrow(WireError);
});

test('the same object twice is no ring', () => {
  const shared = { x: 1 };
  expect(decode(encode([shared, shared]))).toEqual([{ x: 1 }, { x: 1 }]);
});

test.each(['', '{', '{"z":1}', '{"o":1}', '{"o":[[1,2]]}', '{"u":1,"o":[]}', '{}', '{"b":"x"}', '{"e":[1]}', `${'['.repeat(100)}${']'.repeat(100)}`])('foreign text %s is refused', (text) => {
  expect(() => decode(text)).toThrow(WireError);
});
