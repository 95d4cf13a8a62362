import { anything, assert, constant, constantFrom, integer, json, jsonValue, letrec, oneof, property, string, array, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { parseReply } from '../../src/judge/protocol.ts';
import { decode, encode, WireError } from '../../src/judge/wire.ts';

/** JSON that looks like ours: the codec's own tags, around anything, keys with a meaning among them. */
const { tagged } = letrec((tie) => ({
  tagged: oneof(
    { maxDepth: 6 },
    jsonValue(), string(), integer(),
    tuple(constantFrom('u', 'b', 'n', 'x', 'd', 'm', 's', 'e', 'o', 'z', '__proto__'), oneof(tie('tagged'), array(tie('tagged')), array(tuple(key(), tie('tagged'))))).map(([tag, content]) => ({ [tag]: content })),
    array(tie('tagged')),
  ),
}));

/** What the decoder takes, with every key that could mean something. */
const { taken } = letrec((tie) => ({
  taken: oneof(
    { maxDepth: 5 },
    integer(), string(), constant({ u: 1 }), constant({ n: 'NaN' }), constant({ b: '12' }), constant({ x: 'function' }), integer().map((time) => ({ d: time })),
    tuple(key(), string()).map((e) => ({ e })), array(tie('taken')), array(tie('taken')).map((s) => ({ s })), array(tuple(tie('taken'), tie('taken'))).map((m) => ({ m })),
    array(tuple(key(), tie('taken'))).map((o) => ({ o })),
  ),
}));

function key() {
  return oneof(string(), constantFrom('then', 'toJSON', 'asymmetricMatch', '$$typeof', 'constructor', '__proto__', 'toString', 'valueOf', 'nodeType', 'prototype'));
}

const meaningful: readonly string[] = ['then', 'toJSON', 'asymmetricMatch', '$$typeof', 'constructor'];
const ordinary: readonly unknown[] = [Object.prototype, Array.prototype, Map.prototype, Set.prototype, Date.prototype, Error.prototype];

/** What the decoder gives: nothing that runs, nothing of a foreign prototype. */
function requireHarmless(value: unknown): void {
  if (typeof value === 'function' || typeof value === 'symbol') throw new Error(`a ${typeof value} came out`);
  if (typeof value !== 'object' || value === null) return;
  const prototype = Object.getPrototypeOf(value) as unknown;
  if (!ordinary.includes(prototype)) throw new Error('an object of a foreign prototype came out');
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    expect(property.get ?? property.set, name).toBeUndefined();
    if (name === '__proto__' || (meaningful.includes(name) && typeof property.value === 'object' && property.value !== null)) throw new Error(`an object came out as \`${name}\``);
    requireHarmless(property.value);
  }
  if (value instanceof Map || value instanceof Set) [...value].flat().forEach(requireHarmless);
}

function decodeOrRefuse(text: string): unknown {
  try {
    return decode(text);
  } catch (error) {
    expect(error).toBeInstanceOf(WireError);
    return undefined;
  }
}

test('whatever JSON arrives, the decoder refuses it or makes harmless data of it', () => {
  assert(property(oneof(tagged, taken), (value) => { requireHarmless(decodeOrRefuse(JSON.stringify(value))); }), { numRuns: 2000 });
});

test('a text that is cut or changed anywhere is refused, or is other harmless data', () => {
  assert(property(anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), integer({ min: 0 }), string({ maxLength: 3 }), (value, at, text) => {
    let sent: string;
    try {
      sent = encode(value);
    } catch (error) {
      expect(error).toBeInstanceOf(WireError);
      return;
    }
    const place = at % (sent.length + 1);
    requireHarmless(decodeOrRefuse(sent.slice(0, place)));
    requireHarmless(decodeOrRefuse(sent.slice(0, place) + text + sent.slice(place + text.length)));
  }), { numRuns: 500 });
});

test('no prototype is changed on the way', () => {
  const before = JSON.stringify([Object.getOwnPropertyNames(Object.prototype), Object.getOwnPropertyNames(Array.prototype), Object.getOwnPropertyNames(Map.prototype)]);
  assert(property(tagged, (value) => { decodeOrRefuse(JSON.stringify({ o: [['__proto__', value], ['constructor', { o: [['prototype', value]] }]] })); }), { numRuns: 500 });
  expect(JSON.stringify([Object.getOwnPropertyNames(Object.prototype), Object.getOwnPropertyNames(Array.prototype), Object.getOwnPropertyNames(Map.prototype)])).toBe(before);
});

test.each([
  ['too deep', '['.repeat(100) + ']'.repeat(100)],
  ['a million deep', '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
  ['too many parts', JSON.stringify(Array.from({ length: 500_000 }, () => 0))],
  ['a tag twice', '{"n":"1","b":"1"}'],
  ['an unknown tag', '{"f":"() => 1"}'],
  ['not JSON', '{"o":[['],
])('the decoder refuses what is %s', (_what, text) => {
  expect(() => decode(text)).toThrow(WireError);
});

test('whatever line arrives, it is a reply of the known shape or none', () => {
  assert(property(oneof(string(), json(), tagged.map((value) => JSON.stringify({ kind: 'explored', nonce: 'n', schedules: 1, outcomes: [value] }))), (line) => {
    const reply = parseReply(line);
    if (reply !== undefined) expect(Object.keys(reply)).toEqual(expect.arrayContaining(['kind', 'nonce']));
  }), { numRuns: 1000 });
});
