import { chan, context, defer, go, select, time, type Context } from 'concurrency-tutor';
import { clock, dates, exponential, fibonacci, filter, generate, integers, iterate, map, merge, normal, primes, skip, take, takeWhile, uniform, zip, type RandomSource, type Sequence } from '../starter/sequences.ts';
import { Notes } from './notes.ts';
import type { History, Plain, Recipe, Script, Work } from './recipe.ts';

/** Makes a sequence, reads from it, ends it or leaves it, and tells what came. */
export async function read(script: Script): Promise<History> {
  const notes = new Notes();
  const began = time.now();
  const elapsed = (): number => Math.round((time.now() - began) / 10) * 10;
  const { ctx, cancel } = makeContext(script.context);
  const sequence = build(ctx, script.recipe, notes);

  const values: unknown[] = [];
  const times: number[] = [];
  let closed: History['closed'] = 'no';
  const limit = script.read === 'all' ? Infinity : script.read;
  while (values.length < limit) {
    if (script.pause !== undefined) await time.sleep(script.pause);
    const [value, ok] = await sequence.values.receiveOk();
    if (!ok) {
      closed = 'at first';
      break;
    }
    values.push(value);
    times.push(elapsed());
  }
  const end = elapsed();
  const then = script.then ?? 'nothing';
  if (then.startsWith('wait')) await time.sleep(time.Minute);
  const { calls, taken } = notes.read();
  const ending = time.now();
  if (then.endsWith('stop')) sequence.stop();
  if (then.endsWith('cancel')) cancel();

  const extra: unknown[] = [];
  while (script.afterwards === 'reads on' && closed === 'no' && extra.length < 60) {
    const [value, ok] = await sequence.values.receiveOk();
    if (ok) extra.push(value);
    else closed = 'afterwards';
  }
  const took = Math.round((time.now() - ending) / 10) * 10;
  const error = closed === 'no' ? 'not asked' : inWords(sequence.err(), ctx);
  // So that what ends late ends before the end.
  if (then !== 'nothing') await time.sleep(time.Minute);
  const { together, ended } = notes.read();
  if (script.context !== undefined) cancel();
  return {
    values: values.map(plain), times, closed, extra: extra.map(plain), took, end, error, calls, taken, together, ended,
    shared: new Set(values).size < values.length && typeof values[0] === 'object',
  };
}

export interface AbsenceInput { readonly interval: number; readonly absence: number; readonly read: number }

/** Leaves a clock alone for some time, then reads: how many values were waiting? */
export async function readAfterAbsence({ interval, absence, read: limit }: AbsenceInput): Promise<{ readonly atOnce: number }> {
  const [ctx, cancel] = context.withCancel(context.background());
  const { values } = clock(ctx, interval);
  await time.sleep(absence);
  const back = time.now();
  let atOnce = 0;
  while (atOnce < limit) {
    await values.receive();
    if (time.now() - back > interval / 4) break;
    atOnce += 1;
  }
  cancel();
  return { atOnce };
}

function makeContext(kind: Script['context']): { readonly ctx: Context; readonly cancel: () => void } {
  // Nothing but the library itself can then end what it started.
  if (kind === undefined || kind === 'never ends') return { ctx: context.background(), cancel: () => undefined };
  const [ctx, cancel] = kind === 'can be cancelled' ? context.withCancel(context.background()) : context.withTimeout(context.background(), kind.timeout);
  return { ctx, cancel };
}

class GivenError extends Error {}

function inWords(error: unknown, ctx: Context): string {
  if (error === undefined) return 'undefined';
  if (error === context.Canceled || error === context.DeadlineExceeded) {
    const name = error === context.Canceled ? 'context.Canceled' : 'context.DeadlineExceeded';
    return error === ctx.err() ? name : `${name}, though the context had not ended so`;
  }
  if (error instanceof GivenError) return `the error “${error.message}”`;
  return error instanceof Error ? `another error: ${error.message}` : `something that is no error: ${String(error)}`;
}

function plain(value: unknown): Plain {
  if (typeof value === 'number') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  return String(value);
}

function build(ctx: Context, recipe: Recipe, notes: Notes): Sequence<unknown> {
  switch (recipe.make) {
    case 'fibonacci': return fibonacci(ctx);
    case 'primes': return primes(ctx);
    case 'uniform': return uniform(ctx, randomSource(recipe.seed), recipe.low, recipe.high);
    case 'integers': return integers(ctx, randomSource(recipe.seed), recipe.low, recipe.high);
    case 'normal': return normal(ctx, randomSource(recipe.seed), recipe.mean, recipe.deviation);
    case 'exponential': return exponential(ctx, randomSource(recipe.seed), recipe.mean);
    case 'dates': return dates(ctx, new Date(recipe.start), { count: recipe.count, unit: recipe.unit });
    case 'clock': return clock(ctx, recipe.interval);
    case 'given': return given(recipe, notes);
    default: return buildWithFunctions(ctx, recipe, notes);
  }
}

function buildWithFunctions(ctx: Context, recipe: Extract<Recipe, { make: 'generate' | 'iterate' | 'take' | 'skip' | 'takeWhile' | 'map' | 'filter' | 'zip' | 'merge' }>, notes: Notes): Sequence<unknown> {
  const inner = (of: Recipe): Sequence<unknown> => build(ctx, of, notes);
  switch (recipe.make) {
    case 'generate': {
      const work = worker(recipe.work, notes);
      return generate(ctx, (index, own) => work(own, () => index * 10));
    }
    case 'iterate': {
      const work = worker(recipe.work, notes);
      return iterate(ctx, recipe.first, (value, own) => work(own, () => value * recipe.factor + 1));
    }
    case 'map': {
      const work = worker(recipe.work, notes);
      return map(ctx, inner(recipe.of), (value, own) => work(own, () => `${recipe.text}${String(plain(value))}`));
    }
    case 'take': return take(ctx, inner(recipe.of), recipe.count);
    case 'skip': return skip(ctx, inner(recipe.of), recipe.count);
    case 'takeWhile': return takeWhile(ctx, inner(recipe.of), tester(recipe.throwsAt, (value) => Number(value) < recipe.limit));
    case 'filter': return filter(ctx, inner(recipe.of), tester(recipe.throwsAt, (value) => remainder(value, recipe.divisor) === 0n));
    case 'zip': return zip(ctx, inner(recipe.left), inner(recipe.right));
    case 'merge': return merge(ctx, ...recipe.of.map(inner));
  }
}

function remainder(value: unknown, divisor: number): bigint {
  return BigInt(typeof value === 'number' ? Math.trunc(value) : String(value)) % BigInt(divisor);
}

/** A linear congruential generator: the same numbers for the same seed. */
function randomSource(seed: number): RandomSource {
  let state = BigInt(seed);
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number(state >> 11n) / 2 ** 53;
  };
}

/** The function given to the library. It returns a plain value if it need not wait, otherwise a promise. */
function worker(work: Work | undefined, notes: Notes): <T>(ctx: Context, result: () => T) => T | Promise<T> {
  return (ctx, result) => {
    const number = notes.called();
    if (number === work?.throwsAt) {
      notes.returned();
      throw new GivenError(`call ${number} failed`);
    }
    const takes = work?.takes;
    if (takes === undefined) {
      notes.returned();
      return result();
    }
    return pause(ctx, takes).finally(() => notes.returned()).then(result);
  };
}

async function pause(ctx: Context, milliseconds: number): Promise<void> {
  const timer = time.newTimer(milliseconds);
  using _stop = defer(() => timer.stop());
  const event = await select({ late: timer.channel, stop: ctx.done() });
  if (event.case === 'stop') throw ctx.err();
}

function tester(throwsAt: number | undefined, test: (value: unknown) => boolean): (value: unknown) => boolean {
  let calls = 0;
  return (value) => {
    if (calls === throwsAt) throw new GivenError(`test ${calls} failed`);
    calls += 1;
    return test(value);
  };
}

/** A sequence that keeps the contract and notes what is done to it. */
function given(recipe: Extract<Recipe, { make: 'given' }>, notes: Notes): Sequence<unknown> {
  const { name, length, pause: wait, fails } = recipe;
  const [ctx, cancel] = context.withCancel(context.background());
  const values = chan<string>(0, name);
  let error: Error | undefined;
  // A daemon, so that a source that nobody stops is told in words that name it.
  go.daemon(async () => {
    for (let index = 0; index < length; index += 1) {
      if (wait !== undefined && (await select({ late: time.after(wait), stop: ctx.done() })).case === 'stop') break;
      const event = await select({ sent: select.send(values, `${name}-${index}`), stop: ctx.done() });
      if (event.case === 'stop') break;
      notes.took(name);
    }
    if (fails !== undefined && ctx.err() === undefined) error = new GivenError(fails);
    cancel();
    notes.ended(name);
    values.close();
  });
  return { values: values.receiveOnly(), err: () => error, stop: cancel };
}
