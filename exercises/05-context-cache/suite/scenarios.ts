import { atomic, chan, context, go, Panic, runtime, select, sync, time, type Context } from 'concurrency-tutor';
import { Cache, CacheClosedError, type Loaded, type Policy, type Source } from '../starter/cache.ts';
import { Log, type Event } from './log.ts';

/** How a load or a save goes. `takes` is in milliseconds; `value` is what a load gives. Without a plan it takes no time, and a load gives nothing. */
export interface CallPlan {
  readonly takes: number;
  readonly value?: string;
  readonly ttl?: number;
  readonly fails?: true;
  /** How long it needs to end when its context has ended. */
  readonly lingers?: number;
}

/** What somebody asks of the cache, in a goroutine of its own. `within` and `cancelAfter` say when its context ends; 0: it has ended before. */
export type Step = { readonly id: number; readonly at: number; readonly within?: number; readonly cancelAfter?: number } & (
  | { readonly do: 'get' | 'forget'; readonly key: string }
  | { readonly do: 'set'; readonly key: string; readonly value: string; readonly ttl?: number }
  /** `getInTurn`: one `get` after the other. */
  | { readonly do: 'getMany' | 'getInTurn'; readonly keys: readonly string[] }
  | { readonly do: 'setMany'; readonly entries: readonly { readonly key: string; readonly value: string; readonly ttl?: number }[] }
  | { readonly do: 'size' | 'close' });

export interface PlainSettings {
  readonly capacity: number;
  readonly policy: Policy;
  readonly concurrency: number;
  readonly sweepEvery: number;
}

export interface Script {
  readonly settings: PlainSettings;
  /** In the order of their times. */
  readonly steps: readonly Step[];
  /** By key, one plan for each call; the last one goes on. */
  readonly loads: Readonly<Record<string, readonly CallPlan[]>>;
  readonly saves: Readonly<Record<string, readonly CallPlan[]>>;
  /** When to stop looking. */
  readonly until: number;
}

/** How long the last calls may take: longer than all loads and saves together. */
const patience = 2 * time.Minute;

/** Plays a script against a cache, waits, and closes it. */
export async function perform(script: Script): Promise<Event[]> {
  const log = new Log();
  const cache = makeCache(script, log);
  const everybody = new sync.WaitGroup();
  for (const step of script.steps) {
    if (step.at > log.elapsed()) await time.sleep(step.at - log.elapsed());
    everybody.go(ask, cache, log, step);
  }
  if (script.until > log.elapsed()) await time.sleep(script.until - log.elapsed());
  const answered = chan<never>(0, 'all answered');
  go(async () => {
    await everybody.wait();
    answered.close();
  });
  // A cache ticks for ever. So that a call that never comes back is noticed, patience has an end.
  await select({ answered, late: time.after(patience) });
  await ask(cache, log, { id: -1, at: 0, do: 'close' });
  return log.read();
}

function makeCache({ settings, loads, saves }: Pick<Script, 'settings' | 'loads' | 'saves'>, log: Log): Cache<string, string> {
  const saving = planned('save', saves, log);
  const source: Source<string, string> = {
    load: planned('load', loads, log),
    async save(ctx, key) {
      await saving(ctx, key);
    },
  };
  return new Cache<string, string>({
    ...settings,
    source,
    onRemove: (key, value, why) => log.write({ what: 'removed', key, value, why }),
  });
}

function planned(what: 'load' | 'save', plans: Script['loads'], log: Log): (ctx: Context, key: string) => Promise<Loaded<string> | undefined> {
  const counters = new Map(Object.keys(plans).map((key) => [key, new atomic.Int32()]));
  return async (ctx, key) => {
    const number = counters.get(key)?.add(1) ?? 1;
    const { takes, value, ttl, fails, lingers = 0 } = plans[key]?.[number - 1] ?? plans[key]?.at(-1) ?? { takes: 0 };
    log.write({ what, key, number });
    const event = await select({ stop: ctx.done(), late: time.after(takes) });
    const how = event.case === 'stop' ? 'cancelled' : fails ? 'failed' : 'done';
    log.write({ what: `${what} over`, key, number, how });
    if (how === 'cancelled') {
      if (lingers > 0) await time.sleep(lingers);
      throw ctx.err();
    }
    if (how === 'failed') throw new SourceError(`the source's error for ${key}`);
    return value === undefined ? undefined : { value, ...(ttl === undefined ? {} : { ttl }) };
  };
}

/** What our source throws: the cache has to hand it on as it is. */
class SourceError extends Error {
  override readonly name = 'SourceError';
}

async function ask(cache: Cache<string, string>, log: Log, step: Step): Promise<void> {
  const { id, within, cancelAfter } = step;
  const [ctx, cancel] = within === undefined ? context.withCancel(context.background()) : context.withTimeout(context.background(), within);
  if (cancelAfter === 0) cancel();
  else if (cancelAfter !== undefined) {
    go(async () => {
      await time.sleep(cancelAfter);
      cancel();
    });
  }
  log.write({ what: 'ask', id });
  try {
    log.write({ what: 'answer', id, value: await answerOf(cache, ctx, step) });
  } catch (error) {
    if (error instanceof Panic) throw error;
    log.write({ what: 'answer', id, value: undefined, threw: errorText(error) });
  }
  cancel();
}

async function answerOf(cache: Cache<string, string>, ctx: Context, step: Step): Promise<unknown> {
  switch (step.do) {
    case 'get': return cache.get(ctx, step.key);
    case 'forget': return cache.forget(ctx, step.key);
    case 'set': return step.ttl === undefined ? cache.set(ctx, step.key, step.value) : cache.set(ctx, step.key, step.value, step.ttl);
    case 'getMany': return [...(await cache.getMany(ctx, step.keys))];
    case 'getInTurn': return inTurn(cache, ctx, step.keys);
    case 'setMany': return cache.setMany(ctx, step.entries);
    case 'size': return cache.size(ctx);
    case 'close': return cache.close();
  }
}

async function inTurn(cache: Cache<string, string>, ctx: Context, keys: readonly string[]): Promise<(string | undefined)[]> {
  const values: (string | undefined)[] = [];
  for (const key of keys) values.push(await cache.get(ctx, key));
  return values;
}

function errorText(error: unknown): string {
  if (error === context.Canceled) return 'context.Canceled';
  if (error === context.DeadlineExceeded) return 'context.DeadlineExceeded';
  if (error instanceof CacheClosedError) return 'CacheClosedError';
  if (error instanceof SourceError) return error.message;
  if (error instanceof RangeError) return 'RangeError';
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** What the constructor says to these settings: `a cache`, `RangeError`, or another error. */
export async function makeCaches(all: readonly PlainSettings[]): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const settings of all) {
    try {
      const cache = makeCache({ settings, loads: {}, saves: {} }, new Log());
      answers.push('a cache');
      await cache.close();
    } catch (error) {
      if (error instanceof Panic) throw error;
      answers.push(errorText(error));
    }
  }
  return answers;
}

/** How many goroutines a cache has: with nothing in it, with many entries that will expire, and long after they have. */
export async function countGoroutines({ settings, entries }: { readonly settings: PlainSettings; readonly entries: number }): Promise<{ readonly empty: number; readonly full: number; readonly later: number }> {
  const before = runtime.numGoroutine();
  const cache = makeCache({ settings, loads: {}, saves: {} }, new Log());
  await time.sleep(10);
  const empty = runtime.numGoroutine() - before;
  for (let i = 0; i < entries; i++) await cache.set(context.background(), `key-${i}`, 'value', 5000 + i);
  await time.sleep(1000);
  const full = runtime.numGoroutine() - before;
  await time.sleep(time.Minute);
  const later = runtime.numGoroutine() - before;
  await cache.close();
  return { empty, full, later };
}
