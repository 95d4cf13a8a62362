import fc from 'fast-check';
import { expect, test } from 'vitest';
import { go, gosched, sync } from '../../src/index.ts';
import { holdsLeaving } from './schedules.ts';

const key = fc.string({ maxLength: 2, unit: fc.constantFrom('a', 'b', 'c') });
const call = fc.oneof(
  fc.record({ op: fc.constantFrom('load', 'loadAndDelete', 'delete'), key, value: fc.constant(0), other: fc.constant(0) }),
  fc.record({ op: fc.constantFrom('store', 'loadOrStore', 'swap', 'compareAndSwap', 'compareAndDelete'), key, value: fc.nat(3), other: fc.nat(3) }),
);
type Call = typeof call extends fc.Arbitrary<infer C> ? C : never;

function apply(map: sync.Map<string, number>, { op, key, value, other }: Call): unknown {
  switch (op) {
    case 'load': return map.load(key);
    case 'loadAndDelete': return map.loadAndDelete(key);
    case 'delete': return map.delete(key);
    case 'store': return map.store(key, value);
    case 'loadOrStore': return map.loadOrStore(key, value);
    case 'swap': return map.swap(key, value);
    case 'compareAndSwap': return map.compareAndSwap(key, value, other);
    case 'compareAndDelete': return map.compareAndDelete(key, value);
  }
}

/** What the documentation says of each call, over a plain map. */
function applyToModel(map: Map<string, number>, { op, key, value, other }: Call): unknown {
  const before = map.get(key);
  const found = before === undefined ? [undefined, false] : [before, true];
  switch (op) {
    case 'load': return found;
    case 'loadAndDelete': map.delete(key); return found;
    case 'delete': map.delete(key); return undefined;
    case 'store': map.set(key, value); return undefined;
    case 'loadOrStore': if (before === undefined) map.set(key, value); return [before ?? value, before !== undefined];
    case 'swap': map.set(key, value); return found;
    case 'compareAndSwap': if (before === value) map.set(key, other); return before === value;
    case 'compareAndDelete': return before === value && map.delete(key);
  }
}

function entries(map: sync.Map<string, number>): [string, number][] {
  const found: [string, number][] = [];
  map.range((key, value) => found.push([key, value]) > 0);
  return found.toSorted(([a], [b]) => a.localeCompare(b));
}

test('src/sync/map_test TestMapMatchesRWMutex, TestMapMatchesDeepCopy: any calls give what a plain map gives', () => {
  fc.assert(fc.property(fc.array(call, { maxLength: 50 }), (calls) => {
    const [map, model] = [new sync.Map<string, number>(), new Map<string, number>()];
    for (const each of calls) expect(apply(map, each)).toEqual(applyToModel(model, each));
    expect(entries(map)).toEqual([...model].toSorted(([a], [b]) => a.localeCompare(b)));
  }), { seed: 1, numRuns: 500 });
});

test('src/sync/map_test TestConcurrentRange: range visits every key once while others store', () => holdsLeaving(async (size) => {
  const map = new sync.Map<number, number>();
  for (let n = 1; n <= size; n++) map.store(n, n);
  for (let g = 1; g <= 3; g++) {
    go(async () => {
      for (let i = 1; i < 20; i++) {
        for (let n = 1; n <= size; n += g) map.store(n, n * i * g);
        await gosched();
      }
    });
  }
  for (let round = 0; round < 20; round++) {
    const seen = new Set<number>();
    map.range((key, value) => {
      expect(value % key).toBe(0);
      expect(seen).not.toContain(key);
      seen.add(key);
      return true;
    });
    expect(seen.size).toBe(size);
    await gosched();
  }
}, { native: 200, explored: 5 }));

test('src/sync/map_test TestMapRangeNestedCall: range may be nested and change the map it visits', () => {
  const map = new sync.Map<number, string>();
  for (const [i, word] of ['hello', 'world', 'Go'].entries()) map.store(i, word);
  map.range((outer) => {
    map.range((inner, value) => {
      expect(map.load(inner)).toEqual([value, true]);
      expect(map.loadOrStore(42, 'dummy')).toEqual(['dummy', false]);
      map.store(42, 'sync.Map');
      expect(map.loadAndDelete(42)).toEqual(['sync.Map', true]);
      return true;
    });
    map.delete(outer);
    return true;
  });
  let left = 0;
  map.range(() => ++left > 0);
  expect(left).toBe(0);
});

test('src/sync/map_test TestCompareAndSwap_NonExistingKey: comparing with nothing finds nothing', () => {
  const map = new sync.Map<string, number | undefined>();
  expect(map.compareAndSwap('a', undefined, 42)).toBe(false);
  expect(map.compareAndDelete('a', undefined)).toBe(false);
  expect(map.load('a')).toEqual([undefined, false]);
});

test('src/sync/map_test TestMapClearNoAllocations: a cleared map is empty and may be used again', () => {
  const map = new sync.Map<string, number>();
  map.store('a', 1);
  map.clear();
  expect(entries(map)).toEqual([]);
  expect(map.loadOrStore('a', 2)).toEqual([2, false]);
});
