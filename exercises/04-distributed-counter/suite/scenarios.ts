import { chan, Panic, runtime, sync, time, type Channel } from 'concurrency-tutor';
import { benchmark, MutexCounter, type Counter, type Row } from '../starter/benchmark.ts';
import { CounterClosedError, DistributedCounter } from '../starter/counter.ts';
import { Log, type Event } from './log.ts';

/** What somebody asks of the counter, in a goroutine of its own. `id` numbers the steps. */
export type Step = { readonly id: number; readonly at: number } & (
  | { readonly do: 'add'; readonly delta: number }
  | { readonly do: 'read' | 'shares' | 'close' });

export interface Script {
  readonly counters: number;
  /** In the order of their times. */
  readonly steps: readonly Step[];
  /** How long the journal takes for a change, in milliseconds, and whether it then throws; others take no time. */
  readonly journal: readonly { readonly delta: number; readonly takes: number; readonly fails?: true }[];
}

/** Plays a script against a counter; it is closed in the end, and a last time read. */
export async function perform({ counters, steps, journal }: Script): Promise<Event[]> {
  const log = new Log();
  const planned = new Map(journal.map((entry) => [entry.delta, entry]));
  const counter = new DistributedCounter({
    counters,
    journal: async (number, delta) => {
      log.write({ what: 'journal', counter: number, delta });
      const { takes = 0, fails } = planned.get(delta) ?? {};
      if (takes > 0) await time.sleep(takes);
      log.write({ what: 'journal over', counter: number, delta });
      if (fails) throw new JournalError(delta);
    },
  });
  const everybody = new sync.WaitGroup();
  for (const step of steps) {
    if (step.at > log.elapsed()) await time.sleep(step.at - log.elapsed());
    everybody.go(ask, counter, log, step);
  }
  await everybody.wait();
  await ask(counter, log, { id: -1, at: 0, do: 'close' });
  await ask(counter, log, { id: -2, at: 0, do: 'read' });
  return log.read();
}

/** What the journal throws: `add` has to hand it on as it is. */
class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly delta: number;

  constructor(delta: number) {
    super(`the change ${delta} cannot be written down`);
    this.delta = delta;
  }
}

async function ask(counter: DistributedCounter, log: Log, step: Step): Promise<void> {
  const { id } = step;
  log.write({ what: 'ask', id });
  try {
    log.write({ what: 'answer', id, value: await answerOf(counter, step) });
  } catch (error) {
    if (error instanceof Panic) throw error;
    log.write({ what: 'answer', id, value: undefined, threw: errorText(error) });
  }
}

async function answerOf(counter: DistributedCounter, step: Step): Promise<number | readonly number[] | undefined> {
  switch (step.do) {
    case 'add': await counter.add(step.delta); return undefined;
    case 'read': return counter.read();
    case 'shares': return [...await counter.shares()];
    case 'close': return counter.close();
  }
}

function errorText(error: unknown): string {
  if (error instanceof CounterClosedError) return 'CounterClosedError';
  if (error instanceof JournalError) return `the journal's error for ${error.delta}`;
  if (error instanceof RangeError) return 'RangeError';
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** What the constructor says to these numbers of goroutines: `a counter`, `RangeError`, or another error. */
export async function makeCounters(counts: readonly number[]): Promise<readonly { readonly count: number; readonly answer: string }[]> {
  const answers: { count: number; answer: string }[] = [];
  for (const count of counts) {
    try {
      const counter = new DistributedCounter({ counters: count });
      answers.push({ count, answer: 'a counter' });
      await counter.close();
    } catch (error) {
      if (error instanceof Panic) throw error;
      answers.push({ count, answer: errorText(error) });
    }
  }
  return answers;
}

/** How many goroutines a counter has, with nothing to do and with many changes on their way. */
export async function countGoroutines({ counters, changes }: { readonly counters: number; readonly changes: number }): Promise<{ readonly idle: number; readonly busy: number }> {
  const before = runtime.numGoroutine();
  const counter = new DistributedCounter({ counters, journal: () => time.sleep(time.Second) });
  await time.sleep(time.Hour);
  const idle = runtime.numGoroutine() - before;
  const callers = new sync.WaitGroup();
  for (let i = 0; i < changes; i++) callers.go(() => counter.add(1));
  await time.sleep(time.Second / 2);
  const busy = runtime.numGoroutine() - before - changes;
  await callers.wait();
  await counter.close();
  return { idle, busy };
}

/** Which functions of locks are called while some changes are made. */
export async function watchLocks({ of, changes }: { readonly of: 'a distributed counter' | 'a mutex counter'; readonly changes: number }): Promise<readonly string[]> {
  const used = chan<string>(1000, 'used locks');
  const restore = [watch(sync.Mutex.prototype, 'sync.Mutex', used), watch(sync.RWMutex.prototype, 'sync.RWMutex', used)];
  try {
    const counter: Counter = of === 'a mutex counter' ? new MutexCounter() : new DistributedCounter({ counters: 2 });
    for (let i = 0; i < changes; i++) await counter.add(1);
    await counter.read();
    await counter.close();
    return drained(used);
  } finally {
    for (const one of restore) one();
  }
}

const locking = ['lock', 'tryLock', 'acquire', 'rLock', 'rAcquire', 'tryRLock'] as const;

/** Writes down every call of a method that takes a lock. Gives what undoes that. */
function watch(prototype: object, name: string, used: Channel<string>): () => void {
  const methods = prototype as Record<string, ((...args: unknown[]) => unknown) | undefined>;
  const originals = locking.map((method) => [method, methods[method]] as const);
  for (const [method, original] of originals) {
    if (original === undefined) continue;
    methods[method] = function (this: unknown, ...args) {
      used.trySend(`${name}.${method}`);
      return original.apply(this, args);
    };
  }
  return () => {
    for (const [method, original] of originals) if (original !== undefined) methods[method] = original;
  };
}

function drained(channel: Channel<string>): string[] {
  const all: string[] = [];
  for (let next = channel.tryReceive(); next?.[1] === true; next = channel.tryReceive()) all.push(next[0]);
  return all;
}

/** Many goroutines use a mutex counter at the same time. */
export async function useMutexCounter({ workers, deltas }: { readonly workers: number; readonly deltas: readonly number[] }): Promise<{ readonly count: number }> {
  const counter = new MutexCounter();
  const everybody = new sync.WaitGroup();
  for (let i = 0; i < workers; i++) {
    everybody.go(async () => {
      for (const delta of deltas) await counter.add(delta);
    });
  }
  await everybody.wait();
  const count = await counter.read();
  await counter.close();
  return { count };
}

/** A counter that is made up. `loses`: so many changes do not count. `throws`: it does so at that change. */
export interface MadeUp { readonly name: string; readonly takes: number; readonly loses: number; readonly throws?: number }

export type BenchEvent = { readonly what: 'made' | 'read' | 'closed'; readonly name: string } | { readonly what: 'add' | 'added'; readonly name: string; readonly delta: number };

export interface BenchHistory {
  readonly rows: readonly Row[];
  readonly threw?: string;
  readonly events: readonly BenchEvent[];
}

/** Has made-up counters measured on virtual time. */
export async function measure({ contenders, workers, changes }: { readonly contenders: readonly MadeUp[]; readonly workers: readonly number[]; readonly changes: number }): Promise<BenchHistory> {
  const log = chan<BenchEvent>(5000, 'log');
  const events: BenchEvent[] = [];
  const collect = (): void => {
    for (let next = log.tryReceive(); next?.[1] === true; next = log.tryReceive()) events.push(next[0]);
  };
  try {
    const rows = await benchmark(contenders.map((plan) => ({ name: plan.name, make: () => madeUp(plan, log) })), workers, changes);
    collect();
    return { rows: rows.map((row) => ({ ...row, perSecond: Math.round(row.perSecond * 20) / 20 })), events };
  } catch (error) {
    if (error instanceof Panic) throw error;
    collect();
    return { rows: [], threw: error instanceof Error ? error.message : String(error), events };
  }
}

function madeUp({ name, takes, loses, throws }: MadeUp, log: Channel<BenchEvent>): Counter {
  const counted = chan<number>(5000, 'counted');
  log.trySend({ what: 'made', name });
  return {
    async add(delta) {
      log.trySend({ what: 'add', name, delta });
      await time.sleep(takes);
      counted.trySend(delta);
      log.trySend({ what: 'added', name, delta });
      if (throws !== undefined && counted.length >= throws) throw new Error(`${name} is broken`);
    },
    async read() {
      log.trySend({ what: 'read', name });
      return counted.length - loses;
    },
    async close() {
      log.trySend({ what: 'closed', name });
    },
  };
}

/** The real contenders on the real clock. */
export async function measureForReal({ counters, workers, changes }: { readonly counters: number; readonly workers: readonly number[]; readonly changes: number }): Promise<readonly Row[]> {
  return benchmark([
    { name: 'distributed', make: () => new DistributedCounter({ counters }) },
    { name: 'mutex', make: () => new MutexCounter() },
  ], workers, changes);
}
