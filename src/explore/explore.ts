import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOwnFile, load, LoadedProgram } from '../loader/index.ts';
import { Patience } from './endurance.ts';
import { modulesFor } from './platform/environment.ts';
import { RealWaker } from './platform/real-waker.ts';
import { Recorder } from './recorder.ts';
import { Outcomes, type Outcome } from './outcomes.ts';
import type { Report, Site } from './report.ts';
import { runSchedule, type ScheduleOptions, type Subject } from './schedule.ts';
import { deepest, planOf } from './strategy/plan.ts';
import type { Profile } from './strategy/profile.ts';
import type { StrategyName } from './strategy/strategy.ts';
import { isEndless, Totals } from './totals.ts';

/** What `explore` can be told. */
export interface ExploreOptions {
  /** How many schedules to run. Default 200. */
  readonly schedules?: number;
  /** Where all choices come from. Default 1. */
  readonly seed?: number;
  /** How the next goroutine is chosen. Default `portfolio`: several ways in turn. */
  readonly strategy?: StrategyName;
  /** How many well-placed switches `pct` looks for, plus one: 1 to 4. Default: all in turn. */
  readonly depth?: number;
  /** `drift` (default): a little time goes by in each step, so that timers race code. `idle`: only when nothing can run. */
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
}

/** What the tutor's own explorations can be told besides; they stop at no finding unless `stopAfter` says so. */
export interface ProgramOptions extends ExploreOptions {
  /** What to call in a module; default: its default export, or else its top level. */
  readonly export?: string;
  readonly args?: readonly unknown[];
  /** Which races count, where they are looked for at all. Default: all. */
  readonly raceRule?: 'judged' | 'on-one-thread';
  readonly signal?: AbortSignal;
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
  const { program: loaded, call } = await loadExplorable(program, options.races);
  return (await exploreProgram(loaded, { ...options, ...call, stopAfter })).report;
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
  const { schedules = 200, seed = 1, stopAfter = Infinity, depth = 1 } = options;
  if (!Number.isInteger(depth) || depth < 1 || depth > deepest) throw new RangeError(`depth is a whole number from 1 to ${deepest}, not ${depth}`);
  const subject = await subjectOf(program, options);
  const recorder = new Recorder(program instanceof LoadedProgram ? program : undefined);
  const outcomes = new Outcomes({ subject, recorder, shrink: options.shrink ?? true });
  const totals = new Totals();
  using waker = new RealWaker(options.io ?? 'allow');
  const patience = new Patience(options.maxSteps);
  let length = 50;
  let profile: Profile = [];
  for (let schedule = 0; schedule < schedules && totals.failing < stopAfter && totals.endless < ENOUGH_ENDLESS; schedule++) {
    options.signal?.throwIfAborted();
    const how: ScheduleOptions = {
      seed, schedule, length, profile, mayWait: waker.mayWait, ...waker.forbids, observer: {},
      plan: planOf(options.strategy ?? 'portfolio', schedule, options.depth),
      time: options.time ?? 'drift',
      races: options.races === false ? 'ignored' : (options.raceRule ?? 'judged'),
      ...patience.endurance,
      ...(options.isJudged ? { isJudged: options.isJudged } : {}),
    };
    const result = await runSchedule(subject, how);
    length = Math.max(1, result.steps);
    patience.took(result.steps, isEndless(result) ? 'endless' : 'ended');
    profile = result.profile ?? profile;
    totals.add(result, how);
    await outcomes.add(how, result);
  }
  const maxQueued = totals.fullest ? await recorder.queues(subject, totals.fullest) : {};
  return { report: totals.report(outcomes.all, { seed, maxQueued }), outcomes: outcomes.all };
}

/** The subject of an exploration: with what it imports, loaded once. */
export async function subjectOf(program: LoadedProgram | (() => unknown), options: Pick<ProgramOptions, 'export' | 'args'>): Promise<Subject> {
  if (!(program instanceof LoadedProgram)) return { kind: 'function', main: program };
  return { kind: 'module', program, modules: await modulesFor(program), export: options.export ?? 'default', args: options.args ?? [] };
}
