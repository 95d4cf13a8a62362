import type { LoadedProgram } from '../loader/index.ts';
import { resourceName } from '../runtime/resource-name.ts';
import { doingWords } from './explain/words.ts';
import { siteOf } from './explain/site.ts';
import { subjectOf } from './explore.ts';
import { RealWaker } from './platform/real-waker.ts';
import { Recorder } from './recorder.ts';
import type { FindingKind } from './report.ts';
import { runSchedule, type ScheduleOptions } from './schedule.ts';
import { Random } from './strategy/random.ts';
import { RandomWalk } from './strategy/random-walk.ts';
import type { Strategy, Task } from './strategy/strategy.ts';

/** One of those that could go on next. */
export interface DriveChoice {
  /** `main`, `goroutine 3 (deposit)`. */
  readonly who: string;
  readonly does: string;
  readonly line?: number;
}

export interface DriveEvent {
  readonly who: string;
  readonly what: string;
  readonly line?: number;
}

/** Where a program is that somebody drives. */
export interface Drive {
  /** All that has happened, oldest first. */
  readonly events: readonly DriveEvent[];
  /** What it has printed. */
  readonly output: string;
  /** Who may go on; empty when the program has ended, one way or another. */
  readonly choices: readonly DriveChoice[];
  /** What is wrong, once it has ended. */
  readonly findings: readonly { readonly kind: FindingKind; readonly message: string }[];
}

/** What somebody drives step by step is short; a program that goes on for longer than this is in a loop. */
const LONGEST = 3_000;

/**
 * Runs a program with every choice of who goes on next made beforehand, up to the first choice that is still to be made.
 * Where only one goroutine can go on, nobody is asked.
 */
export async function drive(program: LoadedProgram, picks: readonly number[], races: 'judged' | 'ignored'): Promise<Drive> {
  const subject = await subjectOf(program, {});
  using waker = new RealWaker('forbid');
  const strategy = new Driver(picks);
  const { result, findings, story } = await new Recorder(program).record(subject, optionsFor(strategy, waker, races), '');
  const names = new Map(story.cast.map(({ id, name }) => [id, name]));
  return {
    events: story.trace.map(({ goroutine, what, at }) => ({ who: whoIs(goroutine, names.get(goroutine) ?? 'func'), what, ...(at ? { line: at.line } : {}) })),
    output: result.output.stdout,
    choices: strategy.open,
    findings: strategy.open.length > 0 ? [] : findings.map(({ kind, message }) => ({ kind, message })),
  };
}

/** How a program that has ended differs from others: what it printed, and what is wrong with it. */
export type DriveEnd = Pick<Drive, 'output'> & { readonly findings: readonly { readonly kind: FindingKind }[] };

/** Whether some way of driving the program leads to an end that is wanted; ways are tried by pseudo-random numbers. */
export async function canDriveTo(program: LoadedProgram, isWanted: (end: DriveEnd) => boolean, races: 'judged' | 'ignored', tries: number): Promise<boolean> {
  const subject = await subjectOf(program, {});
  using waker = new RealWaker('forbid');
  for (let way = 0; way < tries; way++) {
    const { output, faults } = await runSchedule(subject, optionsFor(new RandomWalk(new Random(1, way)), waker, races));
    if (isWanted({ output: output.stdout, findings: faults })) return true;
  }
  return false;
}

function optionsFor(strategy: Strategy, waker: RealWaker, races: 'judged' | 'ignored'): ScheduleOptions {
  return {
    busy: LONGEST, patience: LONGEST, maxSteps: LONGEST, seed: 1, schedule: 0, plan: { way: 'given', strategy }, time: 'idle', length: 1, profile: [], races, observer: {},
    mayWait: waker.mayWait, vainWaits: () => waker.vainWaits, ...waker.forbids,
  };
}

/** Does as it was told, and stops at the first choice about which it was told nothing. */
class Driver implements Strategy {
  /** The choices of that moment. */
  open: readonly DriveChoice[] = [];
  readonly #picks: readonly number[];
  #made = 0;

  constructor(picks: readonly number[]) {
    this.#picks = picks;
  }

  next(tasks: readonly Task[]): number {
    if (this.open.length > 0) return -1;
    if (tasks.length === 1) return 0;
    const pick = this.#picks[this.#made++];
    if (pick !== undefined) return Math.min(pick, tasks.length - 1);
    this.open = tasks.map(describe);
    return -1;
  }

  /** The program cannot be stopped in the midst of a step. What it does after a choice that nobody has made is thrown away. */
  choose(bound: number): number {
    if (bound < 2 || this.open.length > 0) return 0;
    const pick = this.#picks[this.#made++];
    if (pick !== undefined) return Math.min(pick, bound - 1);
    this.open = Array.from({ length: bound }, (_, index) => ({ who: 'the select', does: `takes its ready case ${index + 1} of ${bound}` }));
    return 0;
  }
}

function describe({ goroutine, kind, operation }: Task): DriveChoice {
  const who = goroutine === goroutine.program.main ? 'main' : whoIs(goroutine.id, goroutine.name);
  const site = siteOf(kind === 'start' ? goroutine.createdAt : operation?.stack);
  const line = site === undefined || kind === 'alarm' ? {} : { line: site.line };
  const doing = operation && doingWords(operation.reason, operation.resources.map(resourceName).join(', '));
  switch (kind) {
    case 'start': return { who, does: 'begins', ...line };
    case 'attempt': return { who, does: doing ?? 'goes on', ...line };
    case 'continue': return { who, does: doing === undefined ? 'goes on' : `goes on (${doing})`, ...line };
    case 'alarm': return { who: `a timer of ${who}`, does: 'rings' };
  }
}

/** Main is the first goroutine of its program. */
function whoIs(id: number, name: string): string {
  if (id <= 1) return 'main';
  return `goroutine ${id}${name === 'func' ? '' : ` (${name})`}`;
}
