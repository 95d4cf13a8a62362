import { createReadStream } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chan, context, go, stream, sync, type Context } from '../../../src/index.ts';
import { explore } from '../../../src/testing.ts';
import { collect, numbers } from './numbers.ts';

const forEver = context.background();

describe('under explore', () => {
  const through = async (ctx: Context, count: number, capacity: number): Promise<number[]> => {
    const [chunks] = stream.fromReadable(ctx, numbers(count).readable, capacity);
    const doubled = chan<number>(capacity);
    go(async function doubler() {
      for await (const chunk of chunks) await doubled.send(chunk * 2);
      doubled.close();
    });
    const last = chan<number>(capacity);
    const [writable] = stream.toWritable(ctx, last);
    const wg = new sync.WaitGroup();
    wg.go(async () => stream.toReadable(ctx, doubled).pipeTo(writable));
    const all = await collect(last);
    await wg.wait();
    return all;
  };

  test.each([0, 2])('every chunk arrives in every schedule, and nobody is left behind (capacity %i)', async (capacity) => {
    const report = await explore(async () => {
      expect(await through(forEver, 5, capacity)).toEqual([0, 2, 4, 6, 8]);
    }, { schedules: 50, stopAfter: 1 });
    expect(report.findings).toEqual([]);
    expect(report.schedules).toBe(50);
  });

  test('in every schedule in which the receiver stops early, the stream is cancelled and its goroutine ends', async () => {
    const report = await explore(async () => {
      const source = numbers();
      const [ctx, cancel] = context.withCancel(forEver);
      const [chunks] = stream.fromReadable(ctx, source.readable, 1);
      await chunks.receive();
      cancel();
      for await (const _rest of chunks);
      expect(source.cancelledWith).toBe(context.Canceled);
    }, { schedules: 50, stopAfter: 1 });
    expect(report.findings).toEqual([]);
  });

  test('a real file is read under every schedule, which is then not controlled', async () => {
    const report = await explore(async () => {
      const [chunks, err] = stream.fromReadable(forEver, createReadStream(new URL(import.meta.url), { highWaterMark: 500 }), 1);
      expect((await collect(chunks)).length).toBeGreaterThan(1);
      expect(err()).toBeUndefined();
    }, { schedules: 10 });
    expect([report.verdict, report.controlled]).toEqual(['pass', false]);
  });

  test('a stream that is left unread with a context nobody ends is a leak, and is closed with the exploration', async () => {
    const files: ReturnType<typeof createReadStream>[] = [];
    const report = await explore(async () => {
      const file = createReadStream(new URL(import.meta.url), { highWaterMark: 500 });
      files.push(file);
      await stream.fromReadable(forEver, file)[0].receive();
    }, { schedules: 3, stopAfter: 3 });
    expect(report.verdict).toBe('leak');
    expect(files.length).toBeGreaterThanOrEqual(3);
    expect(files.filter((file) => !file.destroyed)).toEqual([]);
  });

  test('a stream that nobody writes to is an await that nothing can settle', async () => {
    const report = await explore(async () => {
      await stream.toReadable(forEver, chan<number>()).getReader().read();
    }, { schedules: 3 });
    expect(report.verdict).toBe('uncontrolled');
  });
});
