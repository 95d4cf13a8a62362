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
});
