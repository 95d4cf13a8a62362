// expect: output
// | from values: 1 2 3 4 5
// | a range: 10 11 12 13 14 15
// | the first five of all numbers: 0 1 2 3 4
// | doubled, multiples of four, five of them: 0 4 8 12 16
// | five random numbers, all from 1 to 10: true
// | their sum is right: true
// | by hand: 100 101 102 103 104 105
import {
  run, go, chan, context, defer, select,
  type Context, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** Sends, or says false when the context is done. */
async function sent<T>(
  ctx: Context, out: SendChannel<T>, value: T,
): Promise<boolean> {
  const event = await select({
    sent: select.send(out, value),
    done: ctx.done(),
  });
  return event.case === 'sent';
}

/** Sends what `source` yields, and closes. Stops when ctx is done. */
function generate<T>(
  ctx: Context, source: Iterable<T>,
): ReceiveChannel<T> {
  const out = chan<T>();
  go(async () => {
    using _close = defer(() => out.close());
    for (const value of source) {
      if (!(await sent(ctx, out, value))) return;
    }
  });
  return out.receiveOnly();
}

function* range(first: number, last: number): Generator<number> {
  for (let n = first; n <= last; n++) yield n;
}

function* randomNumbers(low: number, high: number): Generator<number> {
  const count = high - low + 1;
  while (true) yield low + Math.floor(Math.random() * count);
}

/** A goroutine that receives from a channel and sends to one. */
function operator<A, B>(
  ctx: Context, input: ReceiveChannel<A>, results: (value: A) => B[],
): ReceiveChannel<B> {
  const out = chan<B>();
  go(async () => {
    using _close = defer(() => out.close());
    while (true) {
      const event = await select({ value: input, done: ctx.done() });
      if (event.case === 'done' || !event.ok) return;
      for (const result of results(event.value)) {
        if (!(await sent(ctx, out, result))) return;
      }
    }
  });
  return out.receiveOnly();
}

function map<A, B>(
  ctx: Context, input: ReceiveChannel<A>, change: (value: A) => B,
): ReceiveChannel<B> {
  return operator(ctx, input, (value) => [change(value)]);
}

function filter<A>(
  ctx: Context, input: ReceiveChannel<A>, keep: (value: A) => boolean,
): ReceiveChannel<A> {
  return operator(ctx, input, (value) => (keep(value) ? [value] : []));
}

/** The first `count` values. It never asks for one more. */
function take<A>(
  ctx: Context, input: ReceiveChannel<A>, count: number,
): ReceiveChannel<A> {
  const out = chan<A>();
  go(async () => {
    using _close = defer(() => out.close());
    for (let n = 0; n < count; n++) {
      const event = await select({ value: input, done: ctx.done() });
      if (event.case === 'done' || !event.ok) return;
      if (!(await sent(ctx, out, event.value))) return;
    }
  });
  return out.receiveOnly();
}

async function reduce<A, B>(
  input: ReceiveChannel<A>, first: B,
  combine: (result: B, value: A) => B,
): Promise<B> {
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
  using _cancel = defer(cancel); // ends what was not read to its end

  async function show(
    what: string, input: ReceiveChannel<number>,
  ): Promise<void> {
    console.log(`${what}:`, ...(await list(input)));
  }

  await show('from values', generate(ctx, [1, 2, 3, 4, 5]));
  await show('a range', generate(ctx, range(10, 15)));
  const all = generate(ctx, range(0, Infinity));
  await show('the first five of all numbers', take(ctx, all, 5));

  const numbers = generate(ctx, range(0, Infinity));
  const doubled = map(ctx, numbers, (n) => n * 2);
  const fours = filter(ctx, doubled, (n) => n % 4 === 0);
  const some = take(ctx, fours, 5);
  await show('doubled, multiples of four, five of them', some);

  const random = generate(ctx, randomNumbers(1, 10));
  const five = await list(take(ctx, random, 5));
  const inRange = five.every((n) => n >= 1 && n <= 10);
  console.log('five random numbers, all from 1 to 10:', inRange);
  const add = (total: number, n: number): number => total + n;
  const sum = await reduce(generate(ctx, five), 0, add);
  console.log('their sum is right:', sum === five.reduce(add));

  const steps = new Steps(generate(ctx, range(100, 105)));
  const seen: (number | undefined)[] = [];
  while (await steps.next()) seen.push(steps.value);
  console.log('by hand:', ...seen);
});
