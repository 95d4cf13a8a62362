import { describe, expect, test } from 'vitest';
import { atomic, gosched, sync } from '../../src/index.ts';
import { holds } from './schedules.ts';

describe.each([
  ['Int32', () => new atomic.Int32(), 31],
  ['Uint32', () => new atomic.Uint32(), 32],
] as const)('%s', (name, make, bits) => {
  const extremes = name === 'Int32' ? [2 ** 31 - 1, -(2 ** 31)] as const : [2 ** 32 - 1, 0] as const;

  test(`src/sync/atomic/atomic_test TestSwap${name}: swap gives the value before`, () => {
    const cell = make();
    let before = 0;
    for (let delta = 1; delta + delta > delta && delta < 2 ** bits; delta *= 2) {
      expect(cell.swap(delta)).toBe(before);
      before = cell.load();
      expect(before).toBe(delta);
    }
  });

  test(`src/sync/atomic/atomic_test TestAdd${name}: add gives the new value`, () => {
    const cell = make();
    let sum = 0;
    for (let power = 0; power < bits - 1; power++) {
      sum += 2 ** power;
      expect(cell.add(2 ** power)).toBe(sum);
      expect(cell.load()).toBe(sum);
    }
  });

  test(`src/sync/atomic/atomic_test TestAdd${name}: the largest value plus one is the smallest`, () => {
    const cell = make();
    cell.store(extremes[0]);
    expect(cell.add(1)).toBe(extremes[1]);
    expect(cell.add(-1)).toBe(extremes[0]);
  });

  test(`src/sync/atomic/atomic_test TestCompareAndSwap${name}: it stores when the value is the expected one, and otherwise leaves it`, () => {
    const cell = make();
    for (let value = 1; value < 2 ** (bits - 1); value *= 2) {
      cell.store(value);
      expect(cell.compareAndSwap(value + 1, 7)).toBe(false);
      expect(cell.load()).toBe(value);
      expect(cell.compareAndSwap(value, value - 1)).toBe(true);
      expect(cell.load()).toBe(value - 1);
    }
  });

  test(`src/sync/atomic/atomic_test TestLoad${name}, TestStore${name}: a load gives what was stored`, () => {
    const cell = make();
    for (const value of [1, 2 ** 16, ...extremes]) {
      cell.store(value);
      expect(cell.load()).toBe(value);
    }
  });
});

describe('Int64', () => {
  const largest = 2n ** 63n - 1n;

  test('src/sync/atomic/atomic_test TestAddInt64: all 64 bits count', () => {
    const cell = new atomic.Int64();
    let sum = 0n;
    for (let power = 0n; power < 63n; power++) {
      sum += 2n ** power;
      expect(cell.add(2n ** power)).toBe(sum);
    }
    expect(sum).toBe(largest);
    expect(cell.add(1n)).toBe(-(2n ** 63n));
    expect(cell.add(-1n)).toBe(largest);
  });

  test('src/sync/atomic/atomic_test TestSwapInt64, TestCompareAndSwapInt64: neighbours of 2⁵³ are told apart', () => {
    const cell = new atomic.Int64(2n ** 53n);
    expect(cell.compareAndSwap(2n ** 53n + 1n, 0n)).toBe(false);
    expect(cell.compareAndSwap(2n ** 53n, 2n ** 53n + 1n)).toBe(true);
    expect(cell.swap(5n)).toBe(2n ** 53n + 1n);
    cell.store(largest + 1n);
    expect(cell.load()).toBe(-(2n ** 63n));
  });
});

test.each<[string, (cell: atomic.Int32) => void | Promise<void>]>([
  ['add', (cell) => void cell.add(1)],
  ['compare and swap in a loop', async (cell) => {
    for (;;) {
      const before = cell.load();
      await gosched();
      if (cell.compareAndSwap(before, before + 1)) return;
    }
  }],
])('src/sync/atomic/atomic_test TestHammer32: no step of many goroutines is lost: %s', (_name, step) => holds(async (rounds) => {
  const cell = new atomic.Int32();
  const wg = new sync.WaitGroup();
  for (let g = 0; g < 4; g++) {
    wg.go(async () => {
      for (let i = 0; i < rounds; i++) {
        await step(cell);
        await gosched();
      }
    });
  }
  await wg.wait();
  expect(cell.load()).toBe(4 * rounds);
}, { native: 200, explored: 3 })); // Go: 100,000 rounds

test('src/sync/atomic/atomic_test TestStoreLoadSeqCst32: of two that announce themselves and look, at least one sees the other', () => holds(async (rounds) => {
  for (let round = 0; round < rounds; round++) {
    const flags = [new atomic.Int32(), new atomic.Int32()] as const;
    const seen = [0, 0];
    const wg = new sync.WaitGroup();
    for (const me of [0, 1] as const) {
      wg.go(async () => {
        flags[me].store(1);
        await gosched();
        seen[me] = flags[me === 0 ? 1 : 0].load();
      });
    }
    await wg.wait();
    expect(seen).toContain(1);
  }
}, { native: 200, explored: 3 }));

test('src/sync/atomic/atomic_test TestStoreLoadRelAcq32: who sees the flag sees what was written before it', () => holds(async () => {
  const ready = new atomic.Bool();
  let data = 0;
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    data = 1;
    await gosched();
    ready.store(true);
  });
  wg.go(async () => {
    while (!ready.load()) await gosched();
    expect(data).toBe(1);
  });
  await wg.wait();
}));
