import { getEventListeners } from 'node:events';
import { createReadStream } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { describe, expect, test } from 'vitest';
import { context, defer, go, run, runtime, stream } from '../../../src/index.ts';
import { collect, numbers, settled } from './numbers.ts';

const forEver = context.background();

describe('fromReadable', () => {
  test.each([0, 1, 4])('gives every chunk once, in order, and closes (capacity %i)', (capacity) => run(async () => {
    const [chunks, err] = stream.fromReadable(forEver, numbers(100).readable, capacity);
    expect(await collect(chunks)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(err()).toBeUndefined();
  }));

  test.each([0, 4])('reads no further than the channel and one hand hold (capacity %i)', (capacity) => run(async () => {
    const source = numbers();
    const [ctx, cancel] = context.withCancel(forEver);
    const [chunks] = stream.fromReadable(ctx, source.readable, capacity);
    await settled();
    expect(source.asked).toBe(capacity + 1);
    for (let received = 1; received <= 10; received++) {
      await chunks.receive();
      await settled();
      expect(source.asked).toBe(received + capacity + 1);
    }
    cancel();
  }));

  test('a file that cannot be read is an error, not an end', () => run(async () => {
    const [chunks, err] = stream.fromReadable(forEver, createReadStream('/no/such/file'));
    expect(await collect(chunks)).toEqual([]);
    expect(err()).toMatchObject({ code: 'ENOENT' });
  }));

  test.each<[string, () => ReadableStream<string> | Readable]>([
    ['web', () => new ReadableStream({ start: (controller) => { controller.enqueue('a'); }, pull: (controller) => controller.error(new Error('torn')) }, { highWaterMark: 0 })],
    ['Node', () => Readable.from((async function* broken() { yield 'a'; throw new Error('torn'); })())],
  ])('chunks before an error arrive, then err() tells (%s)', (_kind, make) => run(async () => {
    const [chunks, err] = stream.fromReadable<string>(forEver, make() as Readable);
    expect(await collect(chunks)).toEqual(['a']);
    expect(err()?.message).toBe('torn');
  }));

  test('a stream that had failed before is told of as well', () => run(async () => {
    const broken = new PassThrough();
    broken.on('error', () => {});
    broken.destroy(new Error('long ago'));
    await settled();
    const [chunks, err] = stream.fromReadable(forEver, broken);
    expect(await collect(chunks)).toEqual([]);
    expect(err()?.message).toBe('long ago');
  }));

  test('a stream that fails before the goroutine has begun to read is told of, and ends nobody', () => run(async () => {
    const broken = new PassThrough();
    const [chunks, err] = await new Promise<ReturnType<typeof stream.fromReadable<Buffer>>>((resolve) => setImmediate(() => {
      // Ticks come before the microtask in which a goroutine begins.
      process.nextTick(() => broken.destroy(new Error('too early')));
      resolve(stream.fromReadable(forEver, broken));
    }));
    expect(await collect(chunks)).toEqual([]);
    expect(err()?.message).toBe('too early');
  }));

  test('a stream that fails while it is destroyed ends nobody', () => run(async () => {
    const [ctx, cancel] = context.withCancel(forEver);
    const stubborn = new Readable({ read: () => {}, destroy: (_error, done) => void setImmediate(() => done(new Error('cannot close'))) });
    const [chunks, err] = stream.fromReadable(ctx, stubborn);
    await settled();
    cancel();
    expect(await collect(chunks)).toEqual([]);
    await settled();
    expect([err(), stubborn.errored?.message]).toEqual([context.Canceled, 'cannot close']);
  }));

  test('the end of the context cancels a web stream that is silent, with the cause', () => run(async () => {
    const [ctx, cancel] = context.withCancelCause(forEver);
    const why = new Error('enough');
    let reason: unknown;
    const silent = new ReadableStream<number>({ cancel: (given) => { reason = given; } });
    const [chunks, err] = stream.fromReadable(ctx, silent);
    go(() => cancel(why));
    expect(await collect(chunks)).toEqual([]);
    expect([err(), reason]).toEqual([why, why]);
  }));

  test('the end of the context destroys a Node stream that is silent', () => run(async () => {
    const [ctx, cancel] = context.withCancel(forEver);
    const silent = new PassThrough();
    const [chunks, err] = stream.fromReadable(ctx, silent);
    await settled();
    cancel();
    expect(await collect(chunks)).toEqual([]);
    expect([err(), silent.destroyed]).toEqual([context.Canceled, true]);
  }));

  test('receivers that stop early end the context, and what is full is given up', () => run(async () => {
    const source = numbers();
    await (async () => {
      const [ctx, cancel] = context.withCancel(forEver);
      using _cancel = defer(cancel);
      const [chunks] = stream.fromReadable(ctx, source.readable, 4);
      for await (const chunk of chunks) if (chunk === 10) break;
      // By now it waits to send.
      await settled();
    })();
    await settled();
    expect(source.cancelledWith).toBe(context.Canceled);
    expect(source.asked).toBeLessThanOrEqual(11 + 4 + 1);
    expect(runtime.numGoroutine()).toBe(1);
  }));

  test('with a context that has ended nothing is read', () => run(async () => {
    const [ctx, cancel] = context.withCancel(forEver);
    cancel();
    const source = numbers();
    const [chunks, err] = stream.fromReadable(ctx, source.readable);
    expect(await collect(chunks)).toEqual([]);
    expect([err(), source.asked, source.cancelledWith]).toEqual([context.Canceled, 0, context.Canceled]);
  }));

  test('when main returns, a stream that nobody ended is cancelled', async () => {
    const silent = new PassThrough();
    await run(async () => {
      stream.fromReadable(forEver, silent);
      await settled();
    });
    expect(silent.destroyed).toBe(true);
  });

  test('a stream that somebody else reads, and what is no stream, are refused', () => run(() => {
    const { readable } = numbers();
    readable.getReader();
    expect(() => stream.fromReadable(forEver, readable)).toThrow(TypeError);
    expect(() => stream.fromReadable(forEver, [1, 2] as unknown as Readable)).toThrow(/a ReadableStream or a Readable is wanted/);
  }));

  test('no listener stays behind on the context', () => run(async () => {
    const [ctx, cancel] = context.withCancel(forEver);
    const { signal } = ctx;
    for (let i = 0; i < 20; i++) await collect(stream.fromReadable(ctx, numbers(3).readable)[0]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    cancel();
  }));
});
