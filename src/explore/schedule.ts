import { goroutineStorage } from '../runtime/current.ts';
import type { Goroutine } from '../runtime/goroutine.ts';
import type { Operation } from '../runtime/operation.ts';
import { Panic } from '../runtime/panic.ts';
import { lastThrown, Program } from '../runtime/program.ts';
import { run } from '../runtime/run.ts';
import type { Resource } from '../runtime/resource.ts';
import type { LoadedProgram } from '../loader/index.ts';
import { ControlledScheduler, type MayWait, type ScheduleObserver, type Stop } from './controlled-scheduler.ts';
import { environment, Output } from './platform/environment.ts';
import { turn } from './platform/event-loop.ts';
import { Exit } from './platform/exit.ts';
import { Random } from './strategy/random.ts';
import type { FindingKind } from './report.ts';
import { strategyFor, type StrategyName } from './strategy/strategy.ts';

/** What runs: source that is evaluated afresh for every schedule, or a function. */
export type Subject =
  | { readonly kind: 'module'; readonly program: LoadedProgram; readonly modules: ReadonlyMap<string, unknown>; readonly export: string; readonly args: readonly unknown[] }
  | { readonly kind: 'function'; readonly main: () => unknown };

export interface ScheduleOptions {
  readonly seed: number;
  readonly schedule: number;
  readonly strategy: StrategyName;
  readonly time: 'drift' | 'idle';
  readonly maxSteps: number;
  /** How many steps schedules of this program take, as far as is known. */
  readonly length: number;
  readonly observer: ScheduleObserver;
  readonly mayWait: MayWait;
}

/** What was wrong under a schedule, in the scheduler's own objects. */
export interface Fault {
  readonly kind: FindingKind;
  readonly detail?: string;
  readonly error?: unknown;
  /** The goroutines concerned. */
  readonly goroutines: readonly Goroutine[];
  /** The operation that broke a rule. */
  readonly operation?: Operation;
}

/** What came of one schedule. */
export interface ScheduleResult {
  readonly schedule: number;
  readonly fault?: Fault;
  readonly output: Output;
  /** What main returned. */
  readonly value: unknown;
  /** Goroutines that were alive when main returned and ended by themselves afterwards. */
  readonly unfinished: number;
  readonly steps: number;
  readonly digest: number;
  readonly maxGoroutines: number;
  readonly maxQueued: ReadonlyMap<Resource, number>;
  readonly virtualTime: number;
  readonly touchedReality: boolean;
}

/** The number of the goroutine that stands for the module itself; main is number 1. */
const TOP_LEVEL = 0;
/** Steps that goroutines may take after main has returned, to see whether they end by themselves. */
const STEPS_AFTER_MAIN = 2_000;

/** Runs a program under one schedule. */
export async function runSchedule(subject: Subject, options: ScheduleOptions): Promise<ScheduleResult> {
  const strategy = strategyFor(options.strategy, options);
  const random = new Random(options.seed, options.schedule, 1);
  const scheduler = new ControlledScheduler({ ...options, strategy, random, observer: withoutTopLevel(options.observer) });
  const output = new Output();
  let fault: Fault | undefined;
  let returned: { readonly value: unknown; readonly alive: readonly Goroutine[]; readonly time: number } | undefined;
  const fail = (found: Fault): void => {
    fault ??= found;
    output.close();
    scheduler.stop({ kind: 'stopped' });
  };
  const root: Program = new Program(scheduler, {
    returned: (value) => {
      returned = { value, alive: aliveIn(scheduler, root), time: scheduler.now() };
      output.close();
      scheduler.resumeAll(STEPS_AFTER_MAIN);
    },
    threw: (goroutine, error) => fail(thrown(scheduler, root, goroutine, error)),
  }, TOP_LEVEL);
  const rejections = watchRejections();
  root.start(mainOf(subject, root, {
    scheduler, random, output,
    exited: (code) => fail({ kind: 'error', detail: 'exit', error: new Exit(code), goroutines: current() }),
    threw: (error) => fail({ kind: error instanceof Panic ? 'panic' : 'error', detail: 'callback', error, goroutines: current() }),
  }));
  const stop = await scheduler.stopped;
  // Node tells of unhandled rejections once the microtasks have run dry.
  await turn();
  const rejected = rejections();
  fault ??= rejected ?? judge(stop, scheduler, root, returned?.alive);
  for (const program of scheduler.programs) program.release();
  return {
    schedule: options.schedule,
    ...(fault ? { fault } : {}),
    output,
    value: returned?.value,
    unfinished: returned?.alive.filter((goroutine) => goroutine.ended && !goroutine.daemon).length ?? 0,
    steps: scheduler.steps,
    digest: scheduler.digest,
    maxGoroutines: scheduler.maxLive - (scheduler.programs.size > 1 ? 1 : 0),
    maxQueued: scheduler.maxQueued,
    virtualTime: returned?.time ?? scheduler.now(),
    touchedReality: scheduler.touchedReality,
  };
}

/** The module's own level is no goroutine of the program's: its waiting for `run` would only confuse. */
function withoutTopLevel({ event }: ScheduleObserver): ScheduleObserver {
  if (!event) return {};
  return { event: (one) => {
    const isFrame = one.goroutine.id === TOP_LEVEL && (!('operation' in one) || one.operation.reason === 'run') && one.kind !== 'acts' && one.kind !== 'throws';
    if (!isFrame) event(one);
  } };
}

function mainOf(subject: Subject, root: Program, place: Parameters<typeof environment>[1]): () => Promise<unknown> {
  if (subject.kind === 'function') return () => run(subject.main);
  const { program, modules, args } = subject;
  return async () => {
    const exported = await program.evaluate(environment(modules, place));
    // A top level need not await what it runs: the process lives on until that has ended.
    while (root.inner.size > 0) await Promise.allSettled(root.inner);
    const main = exported[subject.export];
    if (typeof main === 'function') return run(() => (main as (...args: unknown[]) => unknown)(...args));
    if (subject.export !== 'default') throw new TypeError(`the program exports no function \`${subject.export}\``);
    return undefined;
  };
}

function current(): readonly Goroutine[] {
  const goroutine = goroutineStorage.getStore();
  return goroutine ? [goroutine] : [];
}

/** Every goroutine that has not ended, but for the one that stands for the module itself. */
function aliveIn(scheduler: ControlledScheduler, root: Program): Goroutine[] {
  return [...scheduler.programs].flatMap((program) => [...program.goroutines]).filter((goroutine) => goroutine !== root.main || !waitsForRun(goroutine));
}

function waitsForRun(goroutine: Goroutine): boolean {
  return goroutine.ended || goroutine.waits.some((operation) => operation.reason === 'run');
}

function thrown(scheduler: ControlledScheduler, root: Program, goroutine: Goroutine, raised: unknown): Fault {
  const error = lastThrown(raised);
  const kind = error instanceof Panic ? 'panic' : 'error';
  return { kind, error, goroutines: [origin(scheduler, root, error) ?? goroutine], ...(kind === 'panic' && panicDetail(error) ? { detail: panicDetail(error) as string } : {}) };
}

/** The goroutine that panicked, when the error came out of an inner program. */
function origin(scheduler: ControlledScheduler, root: Program, error: unknown): Goroutine | undefined {
  const id = error instanceof Panic ? error.goroutine?.id : undefined;
  const inner = [...scheduler.programs].filter((program) => program !== root);
  for (const program of inner) {
    if (id !== undefined) return scheduler.goroutine(program, id);
  }
  return inner.at(-1)?.main;
}

function panicDetail(error: unknown): string | undefined {
  const text = error instanceof Panic ? error.message : '';
  if (text === 'send on closed channel') return 'send-on-closed';
  if (text === 'close of closed channel') return 'close-of-closed';
  if (text === 'close of nil channel') return 'close-of-nil';
  if (text.includes('WaitGroup')) return 'waitgroup-misuse';
  return text.startsWith('sync: ') ? 'lock-misuse' : undefined;
}

/** What a schedule's end means. */
function judge(stop: Stop, scheduler: ControlledScheduler, root: Program, atReturn: readonly Goroutine[] | undefined): Fault | undefined {
  const alive = aliveIn(scheduler, root);
  const ordinary = alive.filter((goroutine) => !goroutine.daemon);
  const outside = [...scheduler.outside].filter((goroutine) => !waitsForRun(goroutine));
  switch (stop.kind) {
    case 'stopped':
      return undefined;
    case 'unawaited':
      return { kind: 'unawaited', goroutines: [stop.goroutine], ...(stop.operation ? { operation: stop.operation } : {}) };
    case 'bound':
      if (!atReturn) return { kind: 'livelock', goroutines: alive };
      return nonEmpty('never-ends', ordinary.filter((goroutine) => !goroutine.isParked || isAsleep(goroutine)));
    case 'rest':
      if (!atReturn) return outside.length > 0 ? { kind: 'uncontrolled', goroutines: outside } : deadlock(alive);
      return nonEmpty('uncontrolled', outside.filter((goroutine) => !goroutine.daemon)) ?? leak(ordinary.filter((goroutine) => goroutine.isParked && !isAsleep(goroutine)), ordinary);
    default:
      return stop satisfies never;
  }
}

function isAsleep(goroutine: Goroutine): boolean {
  return goroutine.waits.some((operation) => operation.reason === 'sleep');
}

function nonEmpty(kind: FindingKind, goroutines: readonly Goroutine[]): Fault | undefined {
  return goroutines.length > 0 ? { kind, goroutines } : undefined;
}

function deadlock(goroutines: readonly Goroutine[]): Fault {
  const main = goroutines.find((goroutine) => goroutine === goroutine.program.main);
  const detail = waitDetail(main ?? goroutines[0]);
  return { kind: 'deadlock', goroutines, ...(detail ? { detail } : {}) };
}

function leak(stuck: readonly Goroutine[], ordinary: readonly Goroutine[]): Fault | undefined {
  if (stuck.length > 0) {
    const detail = waitDetail(stuck[0]);
    return { kind: 'leak', goroutines: stuck, ...(detail ? { detail } : {}) };
  }
  // Whoever is neither parked nor outside keeps a ticker or a timer going for ever.
  return nonEmpty('never-ends', ordinary.filter(isAsleep));
}

function waitDetail(goroutine: Goroutine | undefined): string | undefined {
  const operation = goroutine?.waits[0];
  const reason = operation?.reason;
  switch (reason) {
    case 'chan send (nil chan)': case 'chan receive (nil chan)': return 'nil-channel';
    case 'chan send': return 'send';
    case 'chan receive': return 'receive';
    case 'select': return 'select';
    case 'select (no cases)': return 'empty-select';
    case 'sync.WaitGroup.Wait': return 'wait-group';
    case 'sync.Mutex.Lock': case 'sync.RWMutex.Lock': case 'sync.RWMutex.RLock': case 'sync.Once.Do': return 'lock';
    case 'sync.Cond.Wait': return 'cond';
    case 'errgroup.Go': return 'group';
    case 'sleep': case 'runnable': case 'run': case undefined: return undefined;
    default: return reason satisfies never;
  }
}

/** Collects rejections that nobody handles: promises that the program dropped. */
function watchRejections(): () => Fault | undefined {
  let fault: Fault | undefined;
  const listener = (error: unknown): void => {
    if (error instanceof Exit) return;
    fault ??= { kind: error instanceof Panic ? 'panic' : 'error', detail: 'unhandled-rejection', error, goroutines: [] };
  };
  process.on('unhandledRejection', listener);
  return () => {
    process.off('unhandledRejection', listener);
    return fault;
  };
}
