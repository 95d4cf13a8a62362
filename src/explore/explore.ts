import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOwnFile, load, LoadedProgram } from '../loader/index.ts';
import { DeterminismCheck } from './determinism.ts';
import { Exhausting } from './exhaustive/exhausting.ts';
import type { CommonOptions, Itinerary } from './itinerary.ts';
import { Output } from './platform/environment.ts';
import { modulesFor } from './platform/environment.ts';
import { RealWaker } from './platform/real-waker.ts';
import { Recorder } from './recorder.ts';
import { Outcomes, type Outcome } from './outcomes.ts';
import type { Report, Site } from './report.ts';
import { Sampling } from './sampling.ts';
import { isFrame, runSchedule, type Subject } from './schedule.ts';
import { deepest } from './strategy/plan.ts';
import type { StrategyName } from './strategy/strategy.ts';
import { Totals } from './totals.ts';

/** What `explore` can be told. */
export interface ExploreOptions {
  /** How many schedules to run. Default 200; under `exhaustive`, the most it may take: 50,000. */
  readonly schedules?: number;
  /** Where all choices come from. Default 1. */
  readonly seed?: number;
  /** How the next goroutine is chosen. Default `portfolio`: several ways in turn. */
  readonly strategy?: StrategyName;
  /** How many well-placed switches `pct` looks for, plus one: 1 to 4. Default: all in turn. */
  readonly depth?: number;
  /** `drift` (default): a little time goes by in each step, so that timers race code. `idle` (default of `exhaustive`): only when nothing can run. */
  readonly time?: 'drift' | 'idle';
  /** Steps after which a schedule counts as endless. Default: 20,000 in which nothing gets on; as long as something does, up to 300,000. */
  readonly maxSteps?: number;
  /** Whether to look for data races, in a program that tells of its accesses: a module does. Default `true`. */
  readonly races?: boolean;
  /** Whether the program may wait for the real world. Default `allow`. */
  readonly io?: 'allow' | 'forbid';
  /** Stop after so many schedules with a finding. Default 1. */
  readonly stopAfter?: number;
  /** Whether a failing schedule is shrunk to few context switches before it is reported. Default `true`. */
  readonly shrink?: boolean;
  /** `exhaustive` alone: run every schedule in which a goroutine that could go on is made to wait at most so often, in place of every interleaving. */
  readonly preemptions?: number;
  /** `exhaustive` alone: real time after which it gives up, in milliseconds. */
  readonly milliseconds?: number;
}

/** What the tutor's own explorations can be told besides; they stop at no finding unless `stopAfter` says so. */
export interface ProgramOptions extends ExploreOptions {
  /** What to call in a module; default: its default export, or else its top level. */
  readonly export?: string;
  readonly args?: readonly unknown[];
  /** Which races count, where they are looked for at all. Default: all. */
  readonly raceRule?: 'judged' | 'on-one-thread';
  readonly signal?: AbortSignal;
  /** Whether schedules that differ in what they print count as different, to `exhaustive`. Default `compared`. */
  readonly outputs?: 'compared' | 'ignored';
  /** Whether a place in the source is the author's, who is to hear what is wrong there. Default: every place. */
  readonly isJudged?: (site: Site) => boolean;
}

/** A report with every different outcome. */
export interface Exploration {
  readonly report: Report;
  /** Failures differ by what is wrong, who is concerned and in what operation; passes by output, value and whether goroutines were left. */
  readonly outcomes: readonly Outcome[];
}

/** Schedules that run into the step bound, or wait for the real world in vain, take long: after a few of them more would say nothing new. */
const ENOUGH_ENDLESS = 5;

/**
 * What `explore` runs: a function, or a module that is evaluated afresh for every schedule. Of a module, its default export is called
 * unless `export` names another one; a module that exports neither is its own program.
 */
export type Explorable = (() => unknown) | { readonly module: URL; readonly export?: string; readonly args?: readonly unknown[] };

/**
 * Runs a program under many schedules, on virtual time, and reports what can go wrong.
 * @throws {LoadError} when the module cannot be loaded
 */
export async function explore(program: Explorable, options: ExploreOptions = {}): Promise<Report> {
  const stopAfter = options.stopAfter ?? 1;
  const { program: loaded, call } = await loadExplorable(program, options.strategy === 'exhaustive' || options.races);
  return (await exploreProgram(loaded, { outputs: 'ignored', ...options, ...call, stopAfter })).report;
}

/** Loads what the public functions are given. @throws {LoadError} when the module cannot be loaded */
export async function loadExplorable(program: Explorable, races = true): Promise<{ readonly program: LoadedProgram | (() => unknown); readonly call: Pick<ProgramOptions, 'export' | 'args'> }> {
  if (typeof program === 'function') return { program, call: {} };
  const { module, ...call } = program;
  const entry = fileURLToPath(module);
  return { program: await load(entry, { root: dirname(entry), ...(races ? { tells: isOwnFile } : {}) }), call };
}

/** Runs a program under many schedules and gives every different outcome. */
export async function exploreProgram(program: LoadedProgram | (() => unknown), options: ProgramOptions = {}): Promise<Exploration> {
  const { seed = 1, stopAfter = Infinity } = options;
  const subject = await subjectOf(program, options);
  const recorder = new Recorder(program instanceof LoadedProgram ? program : undefined);
  const outcomes = new Outcomes({ subject, recorder, shrink: options.shrink ?? true });
  const totals = new Totals();
  const determinism = new DeterminismCheck(subject, recorder);
  using waker = new RealWaker(options.io ?? 'allow');
  const itinerary = itineraryFor(options, subject, {
    seed, mayWait: waker.mayWait, vainWaits: () => waker.vainWaits, ...waker.forbids,
    races: options.races === false ? 'ignored' : (options.raceRule ?? 'judged'),
    ...(options.isJudged ? { isJudged: options.isJudged } : {}),
  });
  for (let next = itinerary.next(); next && totals.failing < stopAfter && totals.endless < ENOUGH_ENDLESS; next = itinerary.next()) {
    options.signal?.throwIfAborted();
    const result = await runSchedule(subject, next);
    const how = itinerary.took(result);
    if (!how) continue;
    totals.add(result, how);
    await outcomes.add(how, result);
    // Whoever asks for a single schedule wants it run once.
    if (options.schedules !== 1) await determinism.add(how, result);
  }
  const maxQueued = totals.fullest ? await recorder.queues(subject, totals.fullest) : {};
  const coverage = itinerary.coverage(totals.failing);
  const nondeterministic = determinism.difference;
  return { report: totals.report(outcomes.all, { seed, maxQueued, coverage, nondeterministic }), outcomes: outcomes.all };
}

function itineraryFor(options: ProgramOptions, subject: Subject, common: Omit<CommonOptions, 'time'>): Itinerary {
  const { strategy = 'portfolio', depth, maxSteps, preemptions } = options;
  requireWhole('depth', depth, { from: 1, to: deepest });
  requireWhole('preemptions', preemptions, { from: 0, to: Infinity });
  if (strategy !== 'exhaustive') {
    return new Sampling({ strategy, depth, maxSteps, schedules: options.schedules ?? 200, common: { ...common, time: options.time ?? 'drift' } });
  }
  const until = performance.now() + (options.milliseconds ?? Infinity);
  return new Exhausting({
    maxSteps,
    common: { ...common, time: options.time ?? 'idle' },
    schedules: options.schedules ?? 50_000,
    scope: preemptions === undefined ? { kind: 'reduced' } : { kind: 'bounded', preemptions },
    // A function may call what does not tell, whatever its own module does.
    memory: subject.kind === 'module' && subject.program.tellsAccesses ? 'told' : 'unknown',
    isFrame: (goroutine) => isFrame(subject, goroutine),
    ignores: options.outputs === 'ignored' ? (thing) => thing instanceof Output : () => false,
    isTimeUp: () => performance.now() > until,
  });
}

function requireWhole(name: string, value: number | undefined, { from, to }: { readonly from: number; readonly to: number }): void {
  if (value === undefined || (Number.isInteger(value) && value >= from && value <= to) || value === to) return;
  throw new RangeError(to === Infinity ? `${name} is a whole number from ${from} up, not ${value}` : `${name} is a whole number from ${from} to ${to}, not ${value}`);
}

/** The subject of an exploration: with what it imports, loaded once. */
export async function subjectOf(program: LoadedProgram | (() => unknown), options: Pick<ProgramOptions, 'export' | 'args'>): Promise<Subject> {
  if (!(program instanceof LoadedProgram)) return { kind: 'function', main: program };
  return { kind: 'module', program, modules: await modulesFor(program), export: options.export ?? 'default', args: options.args ?? [] };
}
