import { expect, test } from 'vitest';
import { gosched, sync } from '../../src/index.ts';
import { holds } from './schedules.ts';

test('src/sync/pool_test TestPool: what was put in comes out, each once, and then nothing', () => {
  const pool = new sync.Pool<string>();
  expect(pool.get()).toBe(undefined);
  pool.put('a');
  pool.put('b');
  expect(new Set([pool.get(), pool.get()])).toEqual(new Set(['a', 'b']));
  expect(pool.get()).toBe(undefined);
});

test('src/sync/pool_test TestPoolNew: an empty pool makes a new object, a filled one does not', () => {
  let made = 0;
  const pool = new sync.Pool(() => ++made);
  expect([pool.get(), pool.get()]).toEqual([1, 2]);
  pool.put(42);
  expect([pool.get(), pool.get()]).toEqual([42, 3]);
});

test('src/sync/pool_test TestPoolStress: no object is in two hands', () => holds(async (rounds) => {
  const pool = new sync.Pool(() => ({ inUse: false }));
  const wg = new sync.WaitGroup();
  for (let g = 0; g < 5; g++) {
    wg.go(async () => {
      for (let i = 0; i < rounds; i++) {
        const object = pool.get();
        if (!object) throw new Error('a pool with a maker gives an object');
        expect(object.inUse).toBe(false);
        object.inUse = true;
        await gosched();
        object.inUse = false;
        pool.put(object);
      }
    });
  }
  await wg.wait();
}, { native: 200, explored: 4 }));
