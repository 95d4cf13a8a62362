import { ReadableStream } from 'node:stream/web';
import { gosched } from '../../../src/index.ts';

/** A stream of the numbers from 0 that counts how often it was asked and remembers why it was cancelled. */
export function numbers(count = Infinity): { readonly readable: ReadableStream<number>; asked: number; cancelledWith: unknown } {
  const source = {
    asked: 0,
    cancelledWith: undefined as unknown,
    readable: new ReadableStream<number>({
      pull: (controller) => {
        if (source.asked === count) controller.close();
        else controller.enqueue(source.asked++);
      },
      cancel: (reason) => { source.cancelledWith = reason; },
    }, { highWaterMark: 0 }),
  };
  return source;
}

export async function collect<T>(chunks: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

/** Waits until what was set off has had its effect: nothing but goroutines and streams in memory are at work. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await gosched();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
