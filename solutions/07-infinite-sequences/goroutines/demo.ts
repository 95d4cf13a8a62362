import { context, defer, time } from 'concurrency-tutor';
import { clock, dates, exponential, fibonacci, filter, integers, map, merge, normal, primes, take, uniform, zip, type Sequence } from './sequences.ts';

/** `concurrency-tutor run demo.ts` starts this. It uses your library; you need not change it. */
export default async function main(): Promise<void> {
  const [ctx, cancel] = context.withTimeout(context.background(), time.Minute);
  using _cancel = defer(cancel);

  await print('Fibonacci', take(ctx, fibonacci(ctx), 12));
  await print('primes of the form 4n + 1', take(ctx, filter(ctx, primes(ctx), (prime) => prime % 4 === 1), 8));
  await print('dice', take(ctx, integers(ctx, Math.random, 1, 6), 12));
  await print('between 0 and 10', take(ctx, map(ctx, uniform(ctx, Math.random, 0, 10), rounded), 6));
  await print('sizes of people, in cm', take(ctx, map(ctx, normal(ctx, Math.random, 175, 8), rounded), 6));
  await print('minutes between buses', take(ctx, map(ctx, exponential(ctx, Math.random, 10), rounded), 6));
  await print('ends of months', take(ctx, map(ctx, dates(ctx, new Date('2027-01-31'), { count: 1, unit: 'months' }), (date) => date.toISOString().slice(5, 10)), 6));
  await print('numbered', take(ctx, map(ctx, zip(ctx, primes(ctx), fibonacci(ctx)), ([prime, number]) => `${prime}:${number}`), 6));
  const started = time.now();
  const ticks = (name: string, interval: number): Sequence<string> => map(ctx, clock(ctx, interval), (at) => `${name} ${Math.round((at - started) / 10) * 10}`);
  await print('two clocks', take(ctx, merge(ctx, ticks('a', 200), ticks('b', 350)), 8));
}

async function print(title: string, sequence: Sequence<unknown>): Promise<void> {
  const values: string[] = [];
  for await (const value of sequence.values) values.push(String(value));
  console.log(`${title}: ${values.join(', ')}`);
  const error = sequence.err();
  if (error !== undefined) throw error;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
