import { describe, expect, test } from 'vitest';
import { FLAT, figuresOf, PATIENCE, PROMISES_HAVE_NUMBERS } from './figures.ts';

describe('goroutines and programs', PATIENCE, () => {
  test('a parked goroutine takes less than a kilobyte, and nothing once it has ended', async () => {
    const { each = NaN, released, left, kept } = await figuresOf('goroutines-parked');
    console.log(`a parked goroutine: ${Math.round(each)} bytes`);
    expect(each).toBeLessThan(PROMISES_HAVE_NUMBERS ? 1280 : 1024);
    expect(released).toBe(100_000);
    expect(left).toBe(1);
    expect(kept).toBeLessThan(10 * FLAT);
  });

  test('a goroutine that has ended is not kept by those that it started', async () => {
    const { ended, alive, line, goroutines } = await figuresOf('goroutines-ended');
    expect(ended).toBe(1000);
    expect(alive).toBeLessThan(5);
    expect(line).toBeLessThan(FLAT);
    expect(goroutines).toBe(1001);
  });

  test('ten thousand programs leave no listener, timer, hook or memory behind, whatever they had begun', async () => {
    const { programs, alive, grownWithoutRefs, listeners, hooks, resources, fast } = await figuresOf('programs-over');
    expect(programs).toBe(10_000);
    expect(alive).toBeLessThan(5);
    expect(grownWithoutRefs).toBeLessThan(10 * FLAT);
    expect({ listeners, hooks, resources, fast }).toEqual({ listeners: 0, hooks: 0, resources: 0, fast: 1 });
  });

  test('nothing that a survivor of its program asks for is ever settled, and the others are as fast as before', async () => {
    const { asked, settled, listeners, ...fast } = await figuresOf('survivors');
    expect(asked).toBe(13);
    expect(settled).toBe(0);
    expect(listeners).toBe(0);
    expect(Object.values(fast)).toHaveLength(17);
    for (const [survivor, isFast] of Object.entries(fast)) expect({ survivor, isFast }).toEqual({ survivor, isFast: 1 });
  });
});
