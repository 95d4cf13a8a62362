// module
import {
  context, defer, gosched, select, time, type Context,
} from 'concurrency-tutor';

/** What an operation is to work on. */
export interface Order {
  readonly rows?: number;
  readonly url?: string;
  readonly payload?: unknown;
  readonly fibonacci?: number;
  readonly numbers?: readonly number[];
}

/** Gives a result, or throws the cause when its context has ended. */
export type Operation = (ctx: Context, order: Order) => Promise<unknown>;

export const operations: Readonly<Record<string, Operation>> = {
  fetch_data: fetchData,
  external_api: externalApi,
  compute,
};

/** Waits, but not beyond the end of the context. */
async function pause(ctx: Context, duration: number): Promise<void> {
  const timer = time.newTimer(duration);
  using _timer = defer(() => timer.stop());
  const event = await select({ over: timer.channel, end: ctx.done() });
  if (event.case === 'end') throw context.cause(ctx);
}

/** Reads rows, 10 ms each, and looks after every ten that it has read. */
async function fetchData(ctx: Context, order: Order): Promise<unknown> {
  const { rows = 150 } = order;
  let read = 0;
  while (read < rows) {
    const next = Math.min(10, rows - read);
    await pause(ctx, next * 10 * time.Millisecond);
    read += next;
  }
  return `${read} rows`;
}

/** Sends the payload to another service, until `ctx` ends. */
async function externalApi(ctx: Context, order: Order): Promise<unknown> {
  const response = await fetch(order.url ?? '', {
    method: 'POST',
    body: JSON.stringify(order.payload ?? null),
    signal: ctx.signal,
  });
  return response.json();
}

async function compute(ctx: Context, order: Order): Promise<unknown> {
  const { fibonacci: n = 0, numbers = [] } = order;
  const smallest = (await sorted(ctx, numbers))[0];
  return { fibonacci: String(await fibonacci(ctx, n)), smallest };
}

/** Lets others run, and then looks whether it is to stop. */
async function look(ctx: Context): Promise<void> {
  await gosched();
  if (ctx.err()) throw context.cause(ctx);
}

/** A bigint, since a number is exact only as far as fibonacci(78). */
async function fibonacci(ctx: Context, n: number): Promise<bigint> {
  let [current, next] = [0n, 1n];
  for (let step = 1; step <= n; step++) {
    [current, next] = [next, current + next];
    if (n > 10 && step % 100 === 0) await look(ctx);
  }
  return current;
}

/** Sorts by merging. It looks after about ten thousand moves. */
async function sorted(
  ctx: Context, numbers: readonly number[],
): Promise<number[]> {
  let from = [...numbers];
  let moves = 0;
  for (let width = 1; width < from.length; width *= 2) {
    const to: number[] = [];
    for (let start = 0; start < from.length; start += 2 * width) {
      merge(from, start, width, to);
      moves += 2 * width;
      if (moves < 10_000) continue;
      moves = 0;
      await look(ctx);
    }
    from = to;
  }
  return from;
}

function merge(
  from: readonly number[], start: number, width: number, to: number[],
): void {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let [left, right] = [start, middle];
  while (left < middle || right < end) {
    const takeLeft = right >= end
      || (left < middle && from[left]! <= from[right]!);
    to.push(from[takeLeft ? left++ : right++]!);
  }
}
