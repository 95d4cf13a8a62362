import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { chan, context, go, run, stream, type ReceiveChannel } from '../../../src/index.ts';
import { collect, settled } from './numbers.ts';

const forEver = context.background();

describe('toReadable', () => {
  /** A channel that a goroutine fills with the numbers from 0 and closes. */
  const produce = (count: number, capacity = 0): ReceiveChannel<number> => {
    const ch = chan<number>(capacity);
    go(async function producer() {
      for (let i = 0; i < count; i++) await ch.send(i);
      ch.close();
    });
    return ch;
  };

  test('streams every value once, in order, and ends with the channel', () => run(async () => {
    expect(await collect(stream.toReadable(forEver, produce(100)))).toEqual(Array.from({ length: 100 }, (_, i) => i));
  }));

  test('receives only what is read', () => run(async () => {
    const ch = produce(10, 10);
    await settled();
    const reader = stream.toReadable(forEver, ch).getReader();
    await settled();
    expect(ch.length).toBe(10);
    expect(await reader.read()).toEqual({ done: false, value: 0 });
    await settled();
    expect(ch.length).toBe(9);
  }));

  test('once cancelled it takes nothing more, not even for a read that is waiting', () => run(async () => {
    const ch = chan<string>();
    const reader = stream.toReadable(forEver, ch).getReader();
    const waiting = reader.read();
    await settled();
    await reader.cancel();
    expect(await waiting).toEqual({ done: true, value: undefined });
    go(async () => ch.send('kept'));
    expect(await ch.receive()).toBe('kept');
  }));

  test('leaving a loop over it early leaves the rest in the channel', () => run(async () => {
    const ch = produce(10, 10);
    for await (const value of stream.toReadable(forEver, ch)) if (value === 3) break;
    expect(await ch.receive()).toBe(4);
  }));

  test('the end of the context is an error for the reader', () => run(async () => {
    const [ctx, cancel] = context.withCancelCause(forEver);
    const reader = stream.toReadable(ctx, chan<number>()).getReader();
    go(() => cancel(new Error('closing')));
    await expect(reader.read()).rejects.toThrow('closing');
    await expect(stream.toReadable(ctx, produce(3, 3)).getReader().read()).rejects.toThrow('closing');
  }));

  test('is the body of a response', () => run(async () => {
    const lines = chan<Uint8Array>();
    go(async () => {
      for (const line of ['one\n', 'two\n']) await lines.send(Buffer.from(line));
      lines.close();
    });
    expect(await new Response(stream.toReadable(forEver, lines) as unknown as ConstructorParameters<typeof Response>[0]).text()).toBe('one\ntwo\n');
  }));

  test('as a stream of Node\'s: to the end, left early, and destroyed while it waits', () => run(async () => {
    const all: number[] = [];
    for await (const value of Readable.fromWeb(stream.toReadable(forEver, produce(5)), { objectMode: true })) all.push(value as number);
    expect(all).toEqual([0, 1, 2, 3, 4]);

    const left = Readable.fromWeb(stream.toReadable(forEver, produce(100)), { highWaterMark: 1, objectMode: true });
    for await (const value of left) if (value === 2) break;
    expect(left.destroyed).toBe(true);

    const ch = chan<string>();
    const waiting = Readable.fromWeb(stream.toReadable(forEver, ch), { objectMode: true });
    waiting.resume();
    await settled();
    waiting.destroy();
    await settled();
    go(async () => ch.send('kept'));
    expect(await ch.receive()).toBe('kept');
  }));
});
