import { expect, test } from 'vitest';
import { atomic, gosched, sync } from '../../src/index.ts';
import { holds } from './schedules.ts';

test('src/sync/atomic/value_test TestValue, TestValueLarge: a load gives the value itself, not a copy', () => {
  const large = { text: 'x'.repeat(1_000), list: [1, 2, 3] };
  const cell = new atomic.Value<object>({});
  cell.store(large);
  expect(cell.load()).toBe(large);
  expect(cell.load()).toBe(large);
});

test('src/sync/atomic/value_test TestValue_Swap: swap gives what was there', () => {
  const cell = new atomic.Value('first');
  expect(cell.swap('second')).toBe('first');
  expect(cell.load()).toBe('second');
});

test('src/sync/atomic/value_test TestValue_CompareAndSwap: objects are compared by identity', () => {
  const [one, same] = [{ n: 1 }, { n: 1 }];
  const cell = new atomic.Value(one);
  expect(cell.compareAndSwap(same, { n: 2 })).toBe(false);
  expect(cell.compareAndSwap(one, same)).toBe(true);
  expect(cell.load()).toBe(same);
});

test('src/sync/atomic/value_test TestValueConcurrent: a load gives one whole value that was stored', () => holds(async (rounds) => {
  const values = [[0, 0], [1, 1], [2, 2]];
  const cell = new atomic.Value(values[0]);
  const wg = new sync.WaitGroup();
  for (let g = 0; g < 3; g++) {
    wg.go(async () => {
      for (let i = 0; i < rounds; i++) {
        cell.store(values[(g + i) % values.length]);
        await gosched();
        expect(values).toContain(cell.load());
      }
    });
  }
  await wg.wait();
}, { native: 200, explored: 4 }));

test('src/sync/atomic/value_test TestValueSwapConcurrent: each value that was put in comes out once', () => holds(async (rounds) => {
  const cell = new atomic.Value(0);
  const out: number[] = [];
  const wg = new sync.WaitGroup();
  for (let g = 0; g < 3; g++) {
    wg.go(async () => {
      for (let i = 1; i <= rounds; i++) {
        out.push(cell.swap(g * rounds + i));
        await gosched();
      }
    });
  }
  await wg.wait();
  out.push(cell.load());
  expect(out.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 3 * rounds + 1 }, (_, i) => i));
}, { native: 200, explored: 4 }));

test('src/sync/atomic/value_test TestValueCompareAndSwapConcurrent: every goroutine gets its turn at the value it waits for', () => holds(async (rounds) => {
  const cell = new atomic.Value(0);
  const wg = new sync.WaitGroup();
  for (let g = 0; g < 3; g++) {
    wg.go(async () => {
      for (let i = g; i < rounds * 3; i += 3) while (!cell.compareAndSwap(i, i + 1)) await gosched();
    });
  }
  await wg.wait();
  expect(cell.load()).toBe(rounds * 3);
}, { native: 100, explored: 3 }));
