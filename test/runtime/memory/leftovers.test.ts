import { describe, expect, test } from 'vitest';
import { FLAT, figuresOf, PATIENCE } from './figures.ts';

describe('what is given up leaves nothing behind', PATIENCE, () => {
  test('a select that need not wait leaves no trace in the queues of its other cases', async () => {
    const { grown, waiting } = await figuresOf('select-beside-ready');
    expect(grown).toBeLessThan(FLAT);
    expect(waiting).toBe(0);
  });

  test('a select that had to wait leaves no trace in the queues of its other cases', async () => {
    const { grown, waiting } = await figuresOf('select-woken');
    expect(grown).toBeLessThan(FLAT);
    expect(waiting).toBe(0);
  });

  test('a timeout that never comes costs a loop of selects nothing', async () => {
    const { grown, timers } = await figuresOf('select-late');
    expect(grown).toBeLessThan(FLAT);
    expect(timers).toBe(0);
  });

  test('a loop over a channel that is left waits no longer', async () => {
    const { grown, waiting, received } = await figuresOf('range-left');
    expect(grown).toBeLessThan(FLAT);
    expect(waiting).toBe(0);
    expect(received).toBe(1);
  });

  test('who waited for a lock and was cancelled stands in no queue', async () => {
    const { grown, waiting, refused, free } = await figuresOf('locks-given-up');
    expect(grown).toBeLessThan(FLAT);
    expect(waiting).toBe(0);
    expect(refused).toBe(44_000);
    expect(free).toBe(1);
  });

  test('timers and tickers that were stopped are gone', async () => {
    const { timers, tickers, functions, awaited, pending } = await figuresOf('timers-stopped');
    expect(timers).toBeLessThan(FLAT);
    expect(tickers).toBeLessThan(FLAT);
    expect(functions).toBeLessThan(FLAT);
    expect(awaited).toBeLessThan(FLAT);
    expect(pending).toBe(0);
  });

  test('a timer that nobody waits for is collected, though nobody stopped it', async () => {
    const { made, alive, finalized, timers } = await figuresOf('timers-dropped');
    expect(made).toBe(4000);
    // The engine may keep what it had in hand last.
    expect(alive).toBeLessThan(8);
    expect(finalized).toBeGreaterThan(3990);
    expect(timers).toBe(0);
  });

  test('a context that was cancelled, and whatever waited for one and was stopped, is forgotten by the parent', async () => {
    const { derived, cancelledFromAbove, functions, signals, listeners, timers } = await figuresOf('contexts-cancelled');
    expect(derived).toBeLessThan(FLAT);
    expect(cancelledFromAbove).toBeLessThan(FLAT);
    expect(functions).toBeLessThan(FLAT);
    expect(signals).toBeLessThan(FLAT);
    expect(listeners).toBe(0);
    expect(timers).toBe(0);
  });

  test('what was sent is kept neither by the channel nor by those who waited for it', async () => {
    const { sent, alive, texts } = await figuresOf('values-handed-over');
    expect(sent).toBe(2);
    expect(alive).toBe(0);
    expect(texts).toBeLessThan(2 << 20);
  });
});
