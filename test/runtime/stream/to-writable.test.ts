import { describe, expect, test } from 'vitest';
import { chan, context, go, run, stream } from '../../../src/index.ts';
import { collect, numbers, settled } from './numbers.ts';

const forEver = context.background();

describe('toWritable', () => {
  test.each([0, 1, 4])('sends every chunk once, in order, and closes the channel (capacity %i)', (capacity) => run(async () => {
    const ch = chan<number>(capacity);
    const [writable, err] = stream.toWritable(forEver, ch);
    go(async () => numbers(100).readable.pipeTo(writable));
    expect(await collect(ch)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(err()).toBeUndefined();
  }));

  test('a full channel holds the writer back', () => run(async () => {
    const source = numbers();
    const ch = chan<number>(4);
    const [ctx, cancel] = context.withCancel(forEver);
    const [writable] = stream.toWritable(ctx, ch);
    const piped = source.readable.pipeTo(writable).catch((error: unknown) => error);
    await settled();
    // Four in the channel, one being sent.
    expect(source.asked).toBe(5);
    await ch.receive();
    await settled();
    expect(source.asked).toBe(6);
    cancel();
    expect(await piped).toBe(context.Canceled);
    expect(source.cancelledWith).toBe(context.Canceled);
    expect((await collect(ch)).length).toBe(4);
  }));

  test('when it is aborted, receivers are told, also while a write is waiting', () => run(async () => {
    const ch = chan<string>();
    const [writable, err] = stream.toWritable(forEver, ch);
    const writer = writable.getWriter();
    const writing = writer.write('never received').catch((error: unknown) => error);
    writer.closed.catch(() => {});
    await settled();
    await writer.abort(new Error('torn'));
    await writing;
    expect(await collect(ch)).toEqual([]);
    expect(err()?.message).toBe('torn');
  }));

  test('when the context ends while nothing is written, writing fails and the channel is closed', () => run(async () => {
    const [ctx, cancel] = context.withCancelCause(forEver);
    const ch = chan<string>(2);
    const [writable, err] = stream.toWritable(ctx, ch);
    const writer = writable.getWriter();
    writer.closed.catch(() => {});
    await writer.write('first');
    const why = new Error('enough');
    cancel(why);
    await expect(writer.write('second')).rejects.toBe(why);
    expect(await collect(ch)).toEqual(['first']);
    expect(err()).toBe(why);
  }));

  test('a context that ends just when something is being written is the reason, and the channel is closed', () => run(async () => {
    for (let attempt = 0; attempt < 50; attempt++) {
      const [ctx, cancel] = context.withCancel(forEver);
      const ch = chan<string>();
      const [writable, err] = stream.toWritable(ctx, ch);
      const writer = writable.getWriter();
      writer.closed.catch(() => {});
      await writer.ready;
      const writing = writer.write('never received').catch((error: unknown) => error);
      cancel();
      expect([await writing, err()]).toEqual([context.Canceled, context.Canceled]);
      expect(await collect(ch)).toEqual([]);
    }
  }));

  test('with a context that has ended, nothing can be written', () => run(async () => {
    const [ctx, cancel] = context.withCancel(forEver);
    cancel();
    const ch = chan<string>(1);
    const [writable] = stream.toWritable(ctx, ch);
    await expect(writable.getWriter().write('x')).rejects.toBe(context.Canceled);
    expect(await collect(ch)).toEqual([]);
  }));

  test('somebody else\'s close is an error for the writer, and no panic of the program', () => run(async () => {
    const ch = chan<string>();
    const [writable, err] = stream.toWritable(forEver, ch);
    ch.close();
    await expect(writable.getWriter().write('x')).rejects.toThrow('send on closed channel');
    expect(err()?.message).toBe('send on closed channel');
  }));
});
