import { context, go, gosched, Panic, panic, runtime, select, sync, time, type Context } from 'concurrency-tutor';
import { demo, type Job } from '../starter/demo.ts';
import { PoolClosedError, WorkerPool, type Handle, type Outcome, type Stats } from '../starter/pool.ts';
import { Log, type Event, type Settled } from './log.ts';

/** What one task is to do. Times are in milliseconds. */
export interface Plan {
  readonly name: string;
  readonly priority: number;
  readonly takes: number;
  readonly ends: 'returns' | 'throws' | 'throws at once' | 'panics';
  /** What it does when its context is cancelled while it runs. `cleanUp`: and how long it needs for that. */
  readonly whenCancelled: 'stops' | 'goes on';
  readonly cleanUp: number;
}

/** What happens to the pool, and when. Steps are in the order of their times. */
export type Step = { readonly at: number } & (
  | { readonly do: 'submit'; readonly plan: Plan }
  | { readonly do: 'cancel'; readonly name: string }
  | { readonly do: 'read statistics' }
  | { readonly do: 'count goroutines' }
  /** `within`: the context's timeout; `cancelledAfter`: it is cancelled by hand. Neither: it never ends. */
  | { readonly do: 'shut down'; readonly within?: number; readonly cancelledAfter?: number });

export interface Script {
  readonly workers: number;
  readonly steps: readonly Step[];
  /** When to stop looking: later than everything a correct pool still has to do. */
  readonly until: number;
  /** Whether a goroutine waits for each task's outcome. */
  readonly outcomes: 'watched' | 'ignored';
}

/** Plays a script against a pool and tells everything that happened, in order. */
export async function perform(script: Script): Promise<Event[]> {
  const log = new Log();
  const pool = new WorkerPool(script.workers);
  const handles = new Map<string, Handle<string>>();
  const closers = new sync.WaitGroup();
  let isClosed = false;

  for (const step of script.steps) {
    await time.sleep(step.at - log.elapsed());
    switch (step.do) {
      case 'submit': {
        const handle = await submit(pool, log, step.plan);
        if (handle === undefined) break;
        handles.set(step.plan.name, handle);
        if (script.outcomes === 'watched') go(watch, log, step.plan.name, handle);
        break;
      }
      case 'cancel':
        log.write({ what: 'cancel', task: step.name });
        await handles.get(step.name)?.cancel();
        log.write({ what: 'cancel returned', task: step.name });
        break;
      case 'read statistics':
        log.write({ what: 'statistics', stats: plainStats(await pool.stats()) });
        break;
      case 'count goroutines':
        log.write({ what: 'goroutines', count: runtime.numGoroutine() });
        break;
      case 'shut down':
        isClosed = true;
        closers.go(shutDown, pool, log, step);
        break;
    }
  }

  await time.sleep(script.until - log.elapsed());
  log.write({ what: 'end of the script' });
  await closers.wait();
  if (!isClosed) await pool.shutdown(context.background());
  return log.read();
}

async function submit(pool: WorkerPool, log: Log, plan: Plan): Promise<Handle<string> | undefined> {
  log.write({ what: 'submit', task: plan.name });
  try {
    const handle = await pool.submit({ name: plan.name, priority: plan.priority, run: work(log, plan) });
    log.write({ what: 'submitted', task: plan.name });
    return handle;
  } catch (error) {
    if (!(error instanceof PoolClosedError)) throw error;
    log.write({ what: 'refused', task: plan.name });
    return undefined;
  }
}

async function watch(log: Log, name: string, handle: Handle<string>): Promise<void> {
  const outcome = settled(await handle.wait(), name);
  log.write({ what: 'outcome', task: name, outcome });
}

async function shutDown(pool: WorkerPool, log: Log, step: { readonly within?: number; readonly cancelledAfter?: number }): Promise<void> {
  const [ctx, cancel] = step.within === undefined ? context.withCancel(context.background()) : context.withTimeout(context.background(), step.within);
  const after = step.cancelledAfter;
  if (after !== undefined) {
    go(async () => {
      await time.sleep(after);
      cancel();
    });
  }
  log.write({ what: 'shut down' });
  try {
    await pool.shutdown(ctx);
    log.write({ what: 'shutdown returned' });
  } catch (error) {
    if (error instanceof Panic) throw error;
    log.write({ what: 'shutdown returned', threw: errorName(error) });
  } finally {
    cancel();
  }
}

/** The function of a task: tells the log when it starts and ends, and does what its plan says in between. */
function work(log: Log, plan: Plan): (ctx: Context) => Promise<string> {
  if (plan.ends === 'throws at once') {
    return () => {
      log.write({ what: 'started', task: plan.name });
      log.write({ what: 'ended', task: plan.name });
      throw new TaskError(plan.name);
    };
  }
  return async (ctx) => {
    log.write({ what: 'started', task: plan.name });
    const stop = plan.whenCancelled === 'stops' ? ctx.done() : null;
    const event = await select({ stop, late: time.after(plan.takes) });
    if (event.case === 'stop') {
      log.write({ what: 'saw cancellation', task: plan.name });
      await time.sleep(plan.cleanUp);
      log.write({ what: 'ended', task: plan.name });
      throw ctx.err();
    }
    log.write({ what: 'ended', task: plan.name });
    if (plan.ends === 'throws') throw new TaskError(plan.name);
    if (plan.ends === 'panics') panic(plan.name);
    return resultOf(plan.name);
  };
}

class TaskError extends Error {
  readonly task: string;

  constructor(task: string) {
    super(`the task “${task}” failed, as tasks may`);
    this.task = task;
  }
}

function resultOf(name: string): string {
  return `result of ${name}`;
}

/** An outcome as plain data. The learner's program may hand over anything. */
function settled(outcome: Outcome<string> | undefined, name: string): Settled {
  switch (outcome?.status) {
    case 'done': return outcome.value === resultOf(name) ? { status: 'done' } : { status: 'done with another value', shown: shown(outcome.value) };
    case 'cancelled': return { status: 'cancelled' };
    case 'failed': return isOwnError(outcome.error, name) ? { status: 'failed' } : { status: 'failed with another error', shown: shown(outcome.error) };
    case undefined: return { status: 'no outcome', shown: shown(outcome) };
  }
  return { status: 'no outcome', shown: shown(outcome) };
}

function isOwnError(error: unknown, name: string): boolean {
  return (error instanceof TaskError && error.task === name) || (error instanceof Panic && error.value === name);
}

function shown(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : String(value);
}

function errorName(error: unknown): string {
  if (error === context.Canceled) return 'context.Canceled';
  if (error === context.DeadlineExceeded) return 'context.DeadlineExceeded';
  return shown(error);
}

/** Statistics as plain data, times to the nearest millisecond. */
function plainStats({ queued, running, done, failed, cancelled, longestQueue, processing }: Stats): Stats {
  const { count, total, longest, mean } = processing;
  return {
    queued, running, done, failed, cancelled, longestQueue,
    processing: { count, total: Math.round(total), longest: Math.round(longest), mean: Math.round(mean) },
  };
}

export interface AtOnceInput { readonly workers: number; readonly plans: readonly Plan[] }

/** Shuts pools down that have hardly begun: one with nothing to do, one with one task, and so on. */
export async function stopAtOnce({ workers, plans }: AtOnceInput): Promise<void> {
  const log = new Log();
  for (let tasks = 0; tasks <= plans.length; tasks += 1) {
    const pool = new WorkerPool(workers);
    for (const plan of plans.slice(0, tasks)) await submit(pool, log, { ...plan, name: `${plan.name}-${tasks}` });
    await gosched();
    await shutDown(pool, log, {});
  }
}

/** Which of these numbers of workers the constructor takes without an error, or refuses with another error than a RangeError. */
export async function makePools(counts: readonly number[]): Promise<{ readonly count: number; readonly answer: string }[]> {
  const answers: { count: number; answer: string }[] = [];
  for (const count of counts) {
    try {
      const pool = new WorkerPool(count);
      answers.push({ count, answer: 'a pool' });
      await pool.shutdown(context.background());
    } catch (error) {
      if (error instanceof Panic) throw error;
      answers.push({ count, answer: error instanceof RangeError ? 'RangeError' : shown(error) });
    }
  }
  return answers;
}

export interface SharedInput { readonly workers: number; readonly plans: readonly Plan[]; readonly waiters: number }

/** Several goroutines wait for each outcome while the task runs, and one more asks when it is long over. */
export async function shareOutcomes(input: SharedInput): Promise<Event[]> {
  const log = new Log();
  const pool = new WorkerPool(input.workers);
  const handles: { plan: Plan; handle: Handle<string> }[] = [];
  for (const plan of input.plans) {
    const handle = await submit(pool, log, plan);
    if (handle === undefined) continue;
    handles.push({ plan, handle });
    for (let i = 0; i < input.waiters; i += 1) go(watch, log, plan.name, handle);
  }
  await time.sleep(time.Hour);
  for (const { plan, handle } of handles) go(watch, log, plan.name, handle);
  await time.sleep(time.Hour);
  await pool.shutdown(context.background());
  return log.read();
}

/** Cancels each task at once, while a free worker may be about to start it. */
export async function cancelAtOnce(input: AtOnceInput): Promise<Event[]> {
  const log = new Log();
  const pool = new WorkerPool(input.workers);
  for (const plan of input.plans) {
    const handle = await submit(pool, log, plan);
    if (handle === undefined) continue;
    await handle.cancel();
    await watch(log, plan.name, handle);
  }
  await pool.shutdown(context.background());
  return log.read();
}

/** Runs one task after the other and reads the statistics as soon as `submit` and `wait` have returned. */
export async function readAtOnce(input: AtOnceInput): Promise<{ readonly afterSubmit: Stats[]; readonly afterWait: Stats[] }> {
  const log = new Log();
  const pool = new WorkerPool(input.workers);
  const afterSubmit: Stats[] = [];
  const afterWait: Stats[] = [];
  for (const plan of input.plans) {
    const handle = await submit(pool, log, plan);
    afterSubmit.push(plainStats(await pool.stats()));
    await handle?.wait();
    afterWait.push(plainStats(await pool.stats()));
  }
  await pool.shutdown(context.background());
  return { afterSubmit, afterWait };
}

export interface RaceInput { readonly workers: number; readonly submitters: readonly (readonly Plan[])[] }

/** Several goroutines submit while another shuts the pool down. */
export async function submitWhileClosing(input: RaceInput): Promise<Event[]> {
  const log = new Log();
  const pool = new WorkerPool(input.workers);
  const everybody = new sync.WaitGroup();
  for (const plans of input.submitters) {
    everybody.go(async () => {
      for (const plan of plans) await submit(pool, log, plan);
    });
  }
  everybody.go(shutDown, pool, log, {});
  await everybody.wait();
  await time.sleep(time.Minute);
  return log.read();
}

export interface DemoInput { readonly workers: number; readonly jobs: readonly Job[] }
export interface DemoHistory { readonly results: readonly { readonly name: string; readonly outcome: string }[]; readonly took: number; readonly stats: Stats }

/** Runs the demonstration with jobs of its own. */
export async function demonstrate({ workers, jobs }: DemoInput): Promise<DemoHistory> {
  const started = time.now();
  const { results, stats } = await demo(workers, jobs);
  const took = Math.round(time.since(started) / 10) * 10;
  return { results: results.map(({ name, outcome }) => ({ name, outcome: outcomeInWords(outcome) })), took, stats: plainStats(stats) };
}

function outcomeInWords(outcome: Outcome<number | string>): string {
  switch (outcome.status) {
    case 'done': return `done: ${outcome.value}`;
    case 'failed': return outcome.error instanceof Error ? 'failed with an Error' : `failed with ${shown(outcome.error)}`;
    case 'cancelled': return 'cancelled';
  }
}
