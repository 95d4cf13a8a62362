import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Pick } from '../strategy/listed.ts';
import { Random } from '../strategy/random.ts';
import { SteadyOrder } from '../strategy/steady.ts';
import { everything, type Strategy, type Task, type Touch } from '../strategy/strategy.ts';
import { Footprint } from './footprint.ts';
import type { Process, Sleeper, StepNode } from './node.ts';
import type { Missed } from './order.ts';
import type { Search } from './search.ts';

/** Whether the program tells of its accesses to memory that goroutines share; if not, every stretch of its code may touch all of it. */
export type MemoryView = 'told' | 'unknown';

export interface RunOptions {
  readonly memory: MemoryView;
  /** Whether a goroutine runs no code of the program's. */
  readonly isFrame: (goroutine: Goroutine) => boolean;
  /** Things that do not matter, such as output that nobody compares. */
  readonly ignores: (subject: object) => boolean;
}

const NOBODY: Process = 0;
/** Memory that goroutines may share, all of it. */
const MEMORY = 0;

/** One run of a search: takes the path that the search has laid out, and goes on from its end. */
export class SearchRun implements Strategy {
  readonly ordersAlarms = true;
  /** The choices that depart from the steady order: they tell the run. */
  readonly picks: Pick[] = [];
  /** What became of it: `asleep` when all that could follow has been seen elsewhere. */
  state: 'going' | 'asleep' | 'astray' = 'going';
  /** Whether it was too long for every order to be tried. */
  isCut = false;
  /** Whether the program drew random numbers. */
  draws = false;
  readonly #search: Search;
  readonly #options: RunOptions;
  readonly #order = new SteadyOrder();
  readonly #things = new Map<object, number>();
  readonly #goroutines = new Map<Goroutine, Process>();
  readonly #alarms = new Map<Task, Process>();
  readonly #alarmProcesses = new Set<Process>();
  readonly #children = new Map<Process, number>();
  readonly #enabledBy = new Map<Process, number>();
  readonly #pending = new Set<Process>();
  readonly #missed: Missed[] = [];
  #depth = 0;
  #step: StepNode | undefined;
  #barrier = 0;
  #choices = 0;

  constructor(search: Search, options: RunOptions) {
    this.#search = search;
    this.#options = options;
  }

  // What the scheduler asks and tells.

  next(tasks: readonly Task[]): number {
    if (this.#order.isFair) return this.#fair(tasks);
    const processes = tasks.map((task) => this.#processOf(task));
    const usual = this.#order.index(tasks);
    const step = this.#known(processes) ?? this.#new(tasks, processes, usual);
    if (!step) return -1;
    const index = processes.indexOf(step.chosen);
    if (index < 0) {
      this.state = 'astray';
      return -1;
    }
    if (tasks.length > 1) this.#pick(index, usual);
    this.#begin(step, tasks[index] as Task);
    return index;
  }

  choose(bound: number): number {
    if (bound < 2) return 0;
    if (this.isCut) return this.#cut(0);
    const node = this.#search.node(this.#depth++);
    if (node?.kind === 'step') this.state = 'astray';
    const value = node?.kind === 'choice' ? node.value : 0;
    if (!node) this.#search.push({ kind: 'choice', index: this.#step?.index ?? 0, bound, value });
    this.#pick(value, 0);
    return Math.min(value, bound - 1);
  }

  added(task: Task): void {
    if (task.kind === 'start') this.#goroutines.set(task.goroutine, this.#newChild());
    if (task.kind === 'alarm') this.#addAlarm(task);
    for (const resource of (task.kind === 'attempt' ? task.operation?.resources : undefined) ?? []) this.#thing(resource);
    const process = this.#processOf(task);
    this.#pending.add(process);
    this.#enabledBy.set(process, this.#step?.index ?? -1);
  }

  removed(task: Task): void {
    const process = this.#processOf(task);
    this.#pending.delete(process);
    this.#miss(process, task.timer ? this.#footprintOf(task.timer) : unknown());
  }

  touched(subject: object, how: Touch): void {
    const step = this.#step;
    if (subject instanceof Random) this.draws = true;
    if (!step || this.isCut || this.#options.ignores(subject)) return;
    if (subject === everything) step.footprint.isUnknown = true;
    else {
      const thing = this.#thing(subject);
      if (this.#search.isFresh(step.index)) step.footprint.add(thing, how);
    }
  }

  accessed(_goroutine: Goroutine, location: object, how: 'read' | 'write'): void {
    this.touched(location, how === 'read' ? 'reads' : 'changes');
  }

  timePassed(): void {
    this.#barrier = (this.#step?.index ?? -1) + 1;
  }

  /** Steps that were possible and were not taken. */
  get missed(): readonly Missed[] {
    // Something ended the run while others could have gone on: that touches everything they may do.
    if (this.state === 'going' && !this.isCut && this.#step && this.#pending.size > 0) {
      this.#step.footprint.isUnknown = true;
      for (const process of this.#pending) this.#miss(process, unknown());
    }
    return this.#missed;
  }

  // How it finds its way.

  /** Too long to try every order: the rest is as it would be anyway. */
  #fair(tasks: readonly Task[]): number {
    this.isCut = true;
    this.#order.ran(tasks[0] as Task);
    if (tasks.length > 1) this.#pick(0, 0);
    return 0;
  }

  #cut(value: number): number {
    this.#pick(value, value);
    return value;
  }

  #known(processes: readonly Process[]): StepNode | undefined {
    const node = this.#search.node(this.#depth);
    if (!node) return undefined;
    this.#depth++;
    if (node.kind === 'step' && processes.length === node.enabled.length) return node;
    this.state = 'astray';
    return undefined;
  }

  #new(tasks: readonly Task[], processes: readonly Process[], usual: number): StepNode | undefined {
    if (this.state !== 'going') return undefined;
    const before = this.#step;
    const asleep = before ? stillAsleep(before) : new Map<Process, Sleeper>();
    const running = this.#order.couldGoOn(tasks) ? processes[usual] : undefined;
    const preemptions = before ? before.preemptions + this.#cost(before, before.chosen) : 0;
    const awake = processes.filter((process) => !asleep.has(process));
    const chosen = asleep.has(processes[usual] as Process) ? awake[0] : processes[usual];
    if (chosen === undefined) {
      this.state = 'asleep';
      return undefined;
    }
    this.#depth++;
    const node: StepNode = {
      kind: 'step', index: (before?.index ?? -1) + 1, enabled: processes, chosen, done: new Set(), asleep, running, preemptions,
      wanted: new Set([chosen]), known: this.#things.size + 1, footprint: new Footprint(), enabledBy: -1, barrier: this.#barrier, before: nothing,
    };
    const { scope } = this.#search;
    if (scope.kind === 'bounded') for (const process of processes) if (preemptions + this.#cost(node, process) <= scope.preemptions) node.wanted.add(process);
    this.#search.push(node);
    return node;
  }

  #begin(step: StepNode, task: Task): void {
    this.#step = step;
    step.enabledBy = this.#enabledBy.get(step.chosen) ?? -1;
    this.#pending.delete(step.chosen);
    this.#order.ran(task);
    if (this.#options.memory === 'unknown' && task.kind !== 'attempt' && !this.#options.isFrame(task.goroutine)) step.footprint.add(MEMORY, 'changes');
  }

  #pick(pick: number, usual: number): void {
    const at = this.#choices++;
    if (pick !== usual) this.picks.push({ at, pick });
  }

  #miss(process: Process, footprint: Footprint): void {
    this.#missed.push({ process, footprint, enabledBy: this.#enabledBy.get(process) ?? -1, index: (this.#step?.index ?? -1) + 1, barrier: this.#barrier });
  }

  #addAlarm(task: Task): void {
    const process = this.#newChild();
    this.#alarms.set(task, process);
    this.#alarmProcesses.add(process);
  }

  /** Whether somebody has to wait who could go on. An alarm makes nobody wait. */
  #cost({ running }: StepNode, process: Process): number {
    return running === undefined || running === process || this.#alarmProcesses.has(process) ? 0 : 1;
  }

  #footprintOf(subject: object): Footprint {
    const footprint = new Footprint();
    footprint.add(this.#thing(subject), 'changes');
    return footprint;
  }

  #processOf(task: Task): Process {
    return (task.kind === 'alarm' ? this.#alarms.get(task) : this.#goroutines.get(task.goroutine)) ?? NOBODY;
  }

  #newChild(): Process {
    const parent = this.#step?.chosen ?? NOBODY;
    const place = this.#children.get(parent) ?? 0;
    this.#children.set(parent, place + 1);
    return this.#search.child(parent, place);
  }

  /** Things are numbered as they come up; 0 is the memory. */
  #thing(subject: object): number {
    let thing = this.#things.get(subject);
    if (thing === undefined) this.#things.set(subject, thing = this.#things.size + 1);
    return thing;
  }
}

const nothing = new Uint32Array(0);

function unknown(): Footprint {
  const footprint = new Footprint();
  footprint.isUnknown = true;
  return footprint;
}

/** Those that sleep before a step and whose own next step does not mind it. */
function stillAsleep({ asleep, chosen, footprint }: StepNode): Map<Process, Sleeper> {
  const left = new Map<Process, Sleeper>();
  for (const [process, sleeper] of asleep) {
    if (process !== chosen && !sleeper.footprint.conflictsWith(footprint, sleeper.known)) left.set(process, sleeper);
  }
  return left;
}
