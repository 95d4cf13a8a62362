// expect: output
// | from values: 1 2 3 4 5
// | a range: 10 11 12 13 14 15
// | the first five of all numbers: 0 1 2 3 4
// | doubled, multiples of four, five of them: 0 4 8 12 16
// | five random numbers, all from 1 to 10: true
// | their sum is right: true
// | by hand: 100 101 102 103 104 105
import { run, go, chan, context, defer, select, type Context, type ReceiveChannel } from 'concurrency-tutor';

/** A goroutine that sends what `source` yields, and closes. It stops when the context is done. */
function generate<T>(ctx: Context, source: Iterable<T>): ReceiveChannel<T> {
  const out = chan<T>();
  go(async () => {
    using _close = defer(() => out.close());
    for (const value of source) {
      const event = await select({ sent: select.send(out, value), done: ctx.done() });
      if (event.case === 'done') return;
    }
  });
  return out.receiveOnly();
}

function* range(first: number, last: number): Generator<number> {
  for (let n = first; n <= last; n++) yield n;
}

function* randomNumbers(low: number, high: number): Generator<number> {
  while (true) yield low + Math.floor(Math.random() * (high - low + 1));
}

/** The operators receive from a channel and send to one. Each of them is a goroutine. */
function operator<A, B>(ctx: Context, input: ReceiveChannel<A>, results: (value: A) => B[]): ReceiveChannel<B> {
  const out = chan<B>();
  go(async () => {
    using _close = defer(() => out.close());
    while (true) {
      const event = await select({ value: input, done: ctx.done() });
      if (event.case === 'done' || !event.ok) return;
      for (const result of results(event.value)) {
        const sent = await select({ sent: select.send(out, result), done: ctx.done() });
        if (sent.case === 'done') return;
      }
    }
  });
  return out.receiveOnly();
}

function map<A, B>(ctx: Context, input: ReceiveChannel<A>, change: (value: A) => B): ReceiveChannel<B> {
  return operator(ctx, input, (value) => [change(value)]);
}

function filter<A>(ctx: Context, input: ReceiveChannel<A>, keep: (value: A) => boolean): ReceiveChannel<A> {
  return operator(ctx, input, (value) => (keep(value) ? [value] : []));
}

/** The first `count` values. It never asks for one more. */
function take<A>(ctx: Context, input: ReceiveChannel<A>, count: number): ReceiveChannel<A> {
  const out = chan<A>();
  go(async () => {
    using _close = defer(() => out.close());
    for (let n = 0; n < count; n++) {
      const event = await select({ value: input, done: ctx.done() });
      if (event.case === 'done' || !event.ok) return;
      const sent = await select({ sent: select.send(out, event.value), done: ctx.done() });
      if (sent.case === 'done') return;
    }
  });
  return out.receiveOnly();
}

async function reduce<A, B>(input: ReceiveChannel<A>, first: B, combine: (result: B, value: A) => B): Promise<B> {
  let result = first;
  for await (const value of input) result = combine(result, value);
  return result;
}

/** Goes through a channel step by step. For one consumer only. */
class Steps<T> {
  readonly #input: ReceiveChannel<T>;
  #value: T | undefined;

  constructor(input: ReceiveChannel<T>) {
    this.#input = input;
  }

  /** Is there another value? Then `value` has it. */
  async next(): Promise<boolean> {
    const [value, ok] = await this.#input.receiveOk();
    this.#value = value;
    return ok;
  }

  get value(): T | undefined {
    return this.#value;
  }
}

function list(input: ReceiveChannel<number>): Promise<number[]> {
  return reduce<number, number[]>(input, [], (all, n) => [...all, n]);
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel); // ends every generator that has not been read to its end

  console.log('from values:', ...(await list(generate(ctx, [1, 2, 3, 4, 5]))));
  console.log('a range:', ...(await list(generate(ctx, range(10, 15)))));
  console.log('the first five of all numbers:', ...(await list(take(ctx, generate(ctx, range(0, Infinity)), 5))));

  const doubled = map(ctx, generate(ctx, range(0, Infinity)), (n) => n * 2);
  const fours = filter(ctx, doubled, (n) => n % 4 === 0);
  console.log('doubled, multiples of four, five of them:', ...(await list(take(ctx, fours, 5))));

  const five = await list(take(ctx, generate(ctx, randomNumbers(1, 10)), 5));
  console.log('five random numbers, all from 1 to 10:', five.length === 5 && five.every((n) => n >= 1 && n <= 10));
  const sum = await reduce(generate(ctx, five), 0, (total, n) => total + n);
  console.log('their sum is right:', sum === five.reduce((total, n) => total + n));

  const steps = new Steps(generate(ctx, range(100, 105)));
  const seen: (number | undefined)[] = [];
  while (await steps.next()) seen.push(steps.value);
  console.log('by hand:', ...seen);
});
