import { goroutineStorage } from '../runtime/current.ts';
import type { Goroutine } from '../runtime/goroutine.ts';
import { Panic } from '../runtime/panic.ts';
import { Program } from '../runtime/program.ts';
import type { SourceSite } from '../runtime/sites.ts';
import { run } from '../runtime/run.ts';
import type { Resource } from '../runtime/resource.ts';
import { anyTells, listen, relayedAccess, type LoadedProgram, type Memory } from '../loader/index.ts';
import type { MayWait, ScheduleObserver } from './control.ts';
import { ControlledScheduler } from './controlled-scheduler.ts';
import type { Fault } from './detect/fault.ts';
import { aliveIn } from './detect/goroutines.ts';
import { ContextSource } from './detect/lost-cancel.ts';
import { judge } from './detect/judge.ts';
import { watchRejections } from './detect/rejections.ts';
import { thrown } from './detect/thrown.ts';
import { environment, type EnvironmentOptions, Output } from './platform/environment.ts';
import { turn } from './platform/event-loop.ts';
import { Exit } from './platform/exit.ts';
import { raceFaults, type RaceRule } from './race/race-faults.ts';
import type { RaceWatch } from './race/race-watch.ts';
import { SharedMemory } from './race/shared-memory.ts';
import { Random } from './strategy/random.ts';
import type { Endurance } from './step-bound.ts';
import { FairStrategy } from './strategy/fair.ts';
import { strategyFor, type AnyPlan } from './strategy/plan.ts';
import type { Profile } from './strategy/profile.ts';
import type { Strategy } from './strategy/strategy.ts';

/** What runs: source that is evaluated afresh for every schedule, or a function. */
export type Subject =
  | { readonly kind: 'module'; readonly program: LoadedProgram; readonly modules: ReadonlyMap<string, unknown>; readonly export: string; readonly args: readonly unknown[] }
  | { readonly kind: 'function'; readonly main: () => unknown };

export interface ScheduleOptions extends Endurance {
  readonly seed: number;
  readonly schedule: number;
  /** How the next goroutine is chosen. */
  readonly plan: AnyPlan;
  readonly time: 'drift' | 'idle';
  /** How many steps schedules of this program take, as far as is known. */
  readonly length: number;
  /** What the fair schedule of this program took; only a uniform random walk asks for it. */
  readonly profile: Profile;
  /** Whether to look for races, in a program that tells of its accesses. */
  readonly races: RaceRule;
  readonly observer: ScheduleObserver;
  readonly mayWait: MayWait;
  /** Nothing real may be waited for: whether something is under way all the same. */
  readonly forbids?: () => boolean;
  /** How often something real was waited for in vain that is still there. */
  readonly vainWaits?: () => number;
  /** Whether a place in the source is the author's, who is to hear what is wrong there; any place, unless it is said. */
  readonly isJudged?: (site: SourceSite) => boolean;
}

/** What came of one schedule. */
export interface ScheduleResult {
  readonly schedule: number;
  /** Everything that was wrong, by precedence. */
  readonly faults: readonly Fault[];
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
  /** Whether time had to go on for goroutines that were busy. */
  readonly hasPassedTime: boolean;
  /** Whether races were looked for, to the end. */
  readonly races: 'checked' | 'not checked';
  /** What each goroutine took, if the schedule was the fair one. */
  readonly profile?: Profile;
}

/** The number of the goroutine that stands for the module itself; main is number 1. */
const TOP_LEVEL = 0;

/** Runs a program under one schedule. */
export async function runSchedule(subject: Subject, options: ScheduleOptions): Promise<ScheduleResult> {
  const strategy = strategyFor(options.plan, options);
  const timeRandom = new Random(options.seed, options.schedule, 1);
  const scheduler: ControlledScheduler = new ControlledScheduler({ ...options, races: tellsAccesses(subject) ? options.races : 'ignored', strategy, random: timeRandom, observer: withoutTopLevel(options.observer) });
  // What the program draws for itself stays the same when another order is chosen.
  const random: Random = new Random(options.seed, options.schedule, 2).telling(() => scheduler.touched(random));
  const output: Output = new Output(() => scheduler.touched(output));
  let fault: Fault | undefined;
  let returned: { readonly value: unknown; readonly alive: readonly Goroutine[]; readonly time: number } | undefined;
  const fail = (found: Fault): void => {
    // What comes of a schedule's being stopped is nothing that the program does.
    if (scheduler.stop({ kind: 'stopped' })) fault = found;
    output.close();
  };
  const root: Program = new Program(scheduler, {
    returned: (value) => {
      returned = { value, alive: aliveIn(scheduler, root), time: scheduler.now() };
      output.close();
      scheduler.races?.detector.stop();
      scheduler.resumeAll();
    },
    threw: (goroutine, error) => fail(thrown(scheduler, root, goroutine, error)),
  }, TOP_LEVEL);
  const rejections = watchRejections();
  const memory = memoryFor(subject, strategy, scheduler.races, options.observer);
  const unheard = memory && subject.kind === 'function' ? listen(memory) : (): void => {};
  const place: EnvironmentOptions = {
    scheduler, random, output,
    exited: (code) => fail({ kind: 'error', detail: 'exit', error: new Exit(code), goroutines: current() }),
    threw: (error) => fail({ kind: error instanceof Panic ? 'panic' : 'error', detail: 'callback', error, goroutines: current() }),
  };
  if (subject.kind === 'module') scheduler.threadModule = (url) => subject.program.threadModule(url)?.evaluate(environment(subject.program, subject.modules, place));
  root.start(mainOf(subject, root, memory, place));
  const stop = await scheduler.stopped;
  // Node tells of unhandled rejections once the microtasks have run dry.
  await turn();
  unheard();
  const rejected = rejections();
  const failed = fault ?? rejected;
  const races = raceFaults(scheduler.races?.races ?? [], options.races);
  const faults = failed ? [failed, ...races] : [...races, ...judge({ stop, scheduler, root, main: returned ? 'returned' : 'unfinished', source: contextSource(subject, options) })];
  for (const program of scheduler.programs) program.release();
  return {
    schedule: options.schedule,
    faults,
    output,
    value: returned?.value,
    unfinished: returned?.alive.filter((goroutine) => goroutine.ended && !goroutine.daemon).length ?? 0,
    steps: scheduler.steps,
    digest: scheduler.digest,
    maxGoroutines: scheduler.maxLive - (scheduler.programs.size > 1 ? 1 : 0),
    maxQueued: scheduler.maxQueued,
    virtualTime: returned?.time ?? scheduler.now(),
    touchedReality: scheduler.touchedReality,
    hasPassedTime: scheduler.hasPassedTime,
    races: scheduler.races?.causality.isOverwhelmed === false ? 'checked' : 'not checked',
    ...(strategy instanceof FairStrategy ? { profile: strategy.profile } : {}),
  };
}

function contextSource(subject: Subject, { isJudged = () => true }: ScheduleOptions): ContextSource {
  return new ContextSource(subject.kind === 'module' ? subject.program : undefined, isJudged);
}

/** The module's own level is no goroutine of the program's: its waiting for `run` would only confuse. */
function withoutTopLevel({ event }: ScheduleObserver): ScheduleObserver {
  if (!event) return {};
  return { event: (one) => {
    const isFrame = one.goroutine.id === TOP_LEVEL && (!('operation' in one) || one.operation.reason === 'run') && one.kind !== 'acts' && one.kind !== 'throws';
    if (!isFrame) event(one);
  } };
}

/** What hears of the accesses of a program that tells of them. */
function memoryFor(subject: Subject, strategy: Strategy, races: RaceWatch | undefined, observer: ScheduleObserver): Memory | undefined {
  if (!tellsAccesses(subject) || !(strategy.accessed ?? races)) return undefined;
  const find = subject.kind === 'module' ? (site: number) => subject.program.access(site) : relayedAccess;
  return new SharedMemory({
    accessed: (location, how, site) => {
      races?.detector.accessed(location, how, site);
      const goroutine = (strategy.accessed ?? observer.event) && goroutineStorage.getStore();
      if (!goroutine) return;
      strategy.accessed?.(goroutine, location, how);
      observer.event?.({ kind: 'accesses', goroutine, location, how, site });
    },
    resumed: () => races?.detector.resumed(),
  }, (site) => find(site)?.text ?? '');
}

/** Whether a goroutine only waits for the program: no code of a function runs in it. */
export function isFrame(subject: Subject, { id, parent }: Goroutine): boolean {
  return subject.kind === 'function' && id === TOP_LEVEL && !parent;
}

/** Whether the accesses of a program can be heard of. A function's are, when the module it is written in tells of them. */
export function tellsAccesses(subject: Subject): boolean {
  return subject.kind === 'module' ? subject.program.tellsAccesses : anyTells();
}

function mainOf(subject: Subject, root: Program, memory: Memory | undefined, place: EnvironmentOptions): () => Promise<unknown> {
  const last = (main: () => unknown): Promise<unknown> => {
    place.scheduler.changedAtReturn = place.output;
    return run(main);
  };
  if (subject.kind === 'function') return () => last(subject.main);
  const { program, modules, args } = subject;
  return async () => {
    const exported = await program.evaluate({ ...environment(program, modules, place), ...(memory ? { memory } : {}) });
    // A top level need not await what it runs: the process lives on until that has ended.
    while (root.inner.size > 0) await Promise.allSettled(root.inner);
    const main = exported[subject.export];
    if (typeof main === 'function') return last(() => (main as (...args: unknown[]) => unknown)(...args));
    if (subject.export !== 'default') throw new TypeError(`the program exports no function \`${subject.export}\``);
    return undefined;
  };
}

function current(): readonly Goroutine[] {
  const goroutine = goroutineStorage.getStore();
  return goroutine ? [goroutine] : [];
}
