import { goroutineStorage } from '../runtime/current.ts';
import type { Goroutine } from '../runtime/goroutine.ts';
import type { Operation } from '../runtime/operation.ts';
import { backToFastPath, leaveFastPath, type Program } from '../runtime/program.ts';
import type { Scheduler } from '../runtime/scheduler.ts';
import type { Resource } from '../runtime/resource.ts';
import type { Timer } from '../runtime/runtime-timer.ts';
import { Alarms } from './alarms.ts';
import { Cancellable } from '../runtime/context/context.ts';
import { Aftermath } from './detect/aftermath.ts';
import { ContextWatch, type MadeContext } from './detect/context-watch.ts';
import { Starvation } from './detect/starvation.ts';
import { LockWatch } from './detect/lock-watch.ts';
import { RaceWatch } from './race/race-watch.ts';
import { Digest } from './digest.ts';
import { afterDrain, setTurn } from './platform/event-loop.ts';
import { epoch } from './platform/virtual-clock.ts';
import { QueueMeter } from './queue-meter.ts';
import { waitForReality } from './reality.ts';
import type { ControlOptions, ScheduleObserver, Stop } from './control.ts';
import { StepBound } from './step-bound.ts';
import { everything, type Task, type Touch } from './strategy/strategy.ts';
import { TaskList } from './task-list.ts';

/** Steps that are left to the others when goroutines wait for each other's locks: one that unlocks what another has locked would still help them. */
const STEPS_AFTER_CYCLE = 1_000;

/**
 * Rounds of microtasks that go by before time does: a goroutine that has started an operation and does not await it goes on in
 * them, to its end or to its next operation, and it must not look as if the first had been completed by then.
 */
const QUIET = 8;

/** Steps after which it is counted who tries for what in vain: shorter programs have no time to starve. */
const STEPS_BEFORE_HUNGER = 5_000;

/**
 * Runs goroutines one at a time, in an order that a strategy chooses, on a clock of its own.
 *
 * A goroutine runs from one scheduling point to the next: before every operation, and again between its completion and the
 * continuation. Control comes back in a microtask after the goroutine's synchronous code has ended, so whose code is running is always known.
 * A goroutine that awaits something else than the runtime is noticed on the next event-loop turn and stands aside until it comes back.
 */
export class ControlledScheduler implements Scheduler {
  readonly controlled = true;
  readonly #options: ControlOptions;
  readonly #alarms: Alarms;
  readonly #tasks: TaskList;
  /** Alarms that are due, where the strategy decides when they ring. */
  readonly #due = new Map<Timer, Task>();
  /** The goroutine whose code is running. */
  #running: Goroutine | undefined;
  /** Every program that has run here, the outermost first. */
  readonly programs = new Set<Program>();
  readonly #goroutines: Goroutine[] = [];
  /** Goroutines that await something else than the runtime. */
  readonly outside = new Set<Goroutine>();
  /** Every microtask has run dry: what happens now, the platform has brought about. */
  #drained = false;
  #drainAwaited = false;
  /** What changes when the program that is under way has returned; anything may, unless nothing but the runner waits for it. */
  changedAtReturn: object = everything;
  /** Operations that have been asked for and have not been released, by goroutine. */
  readonly #inFlight = new Map<Goroutine, Operation>();
  /** The operation that is being attempted. */
  #attempted: Operation | undefined;
  #driving = false;
  /** Rounds of microtasks since anything could run. */
  #quiet = 0;
  #over = false;
  #watched = false;
  readonly #bound: StepBound;
  #finish!: (stop: Stop) => void;
  /** Settles when the schedule stops. */
  readonly stopped: Promise<Stop>;
  steps = 0;
  live = 0;
  maxLive = 0;
  /** Whether something real, which no replay can repeat, decided what happened. */
  touchedReality = false;
  readonly #digest = new Digest();
  readonly #queues = new QueueMeter();
  readonly locks = new LockWatch();
  readonly contexts = new ContextWatch();
  readonly starvation = new Starvation();
  readonly races: RaceWatch | undefined;
  /** Evaluates a module that runs on threads elsewhere. */
  threadModule: (url: string) => Promise<Readonly<Record<string, unknown>>> | undefined = () => undefined;
  /** What becomes of those that main has left behind. */
  aftermath: Aftermath | undefined;
  /** When goroutines that wait for each other's locks are given up. */
  #cycleBound = Infinity;

  constructor(options: ControlOptions) {
    this.#options = options;
    this.races = options.races !== 'ignored' ? new RaceWatch(this.outside) : undefined;
    this.#bound = new StepBound(options);
    this.#tasks = new TaskList(options.strategy);
    this.#alarms = new Alarms({ ...options, ring: (timer) => this.#ring(timer), ...(options.strategy.ordersAlarms === true ? { due: (timers) => this.#addDue(timers) } : {}) });
    this.stopped = new Promise((resolve) => { this.#finish = resolve; });
    leaveFastPath();
  }

  // What the runtime asks for.

  start(goroutine: Goroutine): void {
    this.programs.add(goroutine.program);
    this.#goroutines.push(goroutine);
    this.touched(goroutine.program.goroutines, 'counts');
    this.live++;
    this.maxLive = Math.max(this.maxLive, this.live);
    // The runtime starts main; that is nothing that a program has got on with.
    if (goroutine.parent) this.#bound.gotOn(this.steps);
    this.#observer.event?.({ kind: 'created', goroutine, by: this.#actor() });
    this.races?.causality.created(goroutine);
    this.#add({ goroutine, kind: 'start', yields: false, run: () => {
      this.#observer.event?.({ kind: 'starts', goroutine });
      this.#running = goroutine;
      void goroutineStorage.run(goroutine, async () => {
        await this.#execute(goroutine);
        this.#hasEnded(goroutine);
      });
    } });
  }

  perform<S, T>(operation: Operation<S, T>): Promise<T> {
    const { goroutine } = operation;
    if (this.#over) return new Promise<T>(() => {});
    // Programs that a goroutine runs are none of its operations: there may be several at once.
    if (operation.reason !== 'run') {
      const pending = this.#inFlight.get(goroutine);
      if (pending) {
        // The mistake is where the `await` is missing, not where this one shows it.
        this.stop({ kind: 'unawaited', goroutine, operation: pending });
        return new Promise<T>(() => {});
      }
      this.#inFlight.set(goroutine, operation);
    }
    this.#add({ goroutine, kind: 'attempt', yields: operation.kind.yields(operation.subject), operation, run: () => this.#attempt(operation) });
    this.#leave(goroutine);
    return operation.begin();
  }

  settled(operation: Operation, how: 'at once' | 'woken'): void {
    if (this.#over) return;
    this.#observer.event?.({ kind: 'settled', goroutine: operation.goroutine, operation, how, by: this.#actor() });
    this.races?.causality.settled(operation, how);
    this.#bound.settled(operation, how, this.steps);
    this.locks.settled(operation, this.steps);
    if (this.steps > STEPS_BEFORE_HUNGER) this.starvation.settled(operation);
    if (how === 'woken') this.#touches(operation);
    this.#add({ goroutine: operation.goroutine, kind: 'continue', yields: false, operation, run: () => {
      this.#observer.event?.({ kind: 'goes on', goroutine: operation.goroutine, operation });
      if (this.#inFlight.get(operation.goroutine) === operation) this.#inFlight.delete(operation.goroutine);
      this.#running = operation.goroutine;
      operation.release();
    } });
  }

  schedule(timer: Timer, delay: number): void {
    this.races?.causality.timerSet(timer);
    this.touched(timer);
    this.#alarms.schedule(timer, delay);
  }

  cancel(timer: Timer): void {
    this.touched(timer);
    this.#alarms.cancel(timer);
    const due = this.#due.get(timer);
    if (!due) return;
    this.#due.delete(timer);
    this.#tasks.remove(due);
  }

  now(): number {
    return this.#alarms.now;
  }

  wallClock(): number {
    return epoch + this.#alarms.now;
  }

  choose(bound: number): number {
    const chosen = this.#options.strategy.choose(bound);
    this.#digest.number(chosen);
    return chosen;
  }

  changed(): void {
    // Rest is looked for at every step.
  }

  /** A goroutine would block the thread, and with it all others. */
  blocks(goroutine: Goroutine): void {
    this.stop({ kind: 'blocks', goroutine });
  }

  note(what: string, subject: object): void {
    const goroutine = goroutineStorage.getStore();
    if (!goroutine || this.#over) return;
    const pending = what === 'unlocks in vain' ? this.#inFlight.get(goroutine) : undefined;
    // The lock is not there yet: its goroutine has not awaited it.
    if (pending?.resources.includes(subject as Resource) === true) this.stop({ kind: 'unawaited', goroutine, operation: pending });
    this.touched(subject, what === 'is done with' ? 'counts' : 'changes');
    this.#observer.event?.({ kind: 'acts', goroutine, what, resource: subject as Resource });
    this.races?.causality.noted(what, subject);
    this.aftermath?.used(goroutine, subject as Resource);
    if (this.steps > STEPS_BEFORE_HUNGER) this.starvation.noted(goroutine, what, subject as Resource);
    this.#digest.act(what, subject);
    this.#queues.measure(subject as Resource);
    if (subject instanceof Cancellable) this.contexts.noted(goroutine, what, subject, this.#goroutines.length);
    else this.locks.noted(goroutine, what, subject as Resource, this.steps);
  }

  releases(object: object): void {
    this.touched(object);
    this.races?.causality.releases(object);
  }

  replaces(object: object): void {
    this.touched(object);
    this.races?.causality.replaces(object);
  }

  acquires(object: object): void {
    this.touched(object, 'reads');
    this.races?.causality.acquires(object);
  }

  touches(object: object, how: 'read' | 'write'): void {
    this.races?.touched(object, how, this.#attempted);
  }

  joined(group: object, goroutine: Goroutine): void {
    this.locks.joined(group as Resource, goroutine, this.steps);
  }

  /** The step under way touches something that others may touch. */
  touched(subject: object, how: Touch = 'changes'): void {
    this.#options.strategy.touched?.(subject, how);
    if (how === 'reads' && this.steps > STEPS_BEFORE_HUNGER) this.#looks(subject);
  }

  /** A lock that is only looked at was wanted and could not be had. */
  #looks(subject: object): void {
    const goroutine = goroutineStorage.getStore();
    if (goroutine && 'kind' in subject && (subject.kind === 'mutex' || subject.kind === 'rw-mutex')) this.starvation.failed(goroutine, subject as Resource);
  }

  // What the explorer asks for.

  /** A digest of everything so far. */
  get digest(): number {
    return this.#digest.value;
  }

  /** Whether time had to go on for goroutines that were busy. */
  get hasPassedTime(): boolean {
    return this.#bound.hasPassedTime;
  }

  get maxQueued(): ReadonlyMap<Resource, number> {
    return this.#queues.most;
  }

  /** A goroutine by its program and number, ended or not. */
  goroutine(program: Program, id: number): Goroutine | undefined {
    return this.#goroutines.find((goroutine) => goroutine.program === program && goroutine.id === id);
  }

  /** Contexts that main left open and nobody ends. */
  lostContexts(alive: readonly Goroutine[], use: Parameters<ContextWatch['lost']>[1]): readonly MadeContext[] {
    return this.contexts.lost(alive, use, (goroutine) => this.#goroutines.indexOf(goroutine));
  }

  /** The operation that a goroutine has started and that has not given it its outcome. */
  inFlight(goroutine: Goroutine): Operation | undefined {
    return this.#inFlight.get(goroutine);
  }

  /** A program's main has returned while the whole goes on. */
  pause(program: Program): void {
    this.touched(this.changedAtReturn);
    this.#tasks.pause(program);
  }

  /** A program has failed, and with it everything it was doing. */
  forget(program: Program): void {
    this.touched(everything);
    this.#tasks.forget(program);
    for (const goroutine of this.outside) if (goroutine.program === program) this.outside.delete(goroutine);
  }

  /** Everything has returned: what is left may run on, so that it can be told apart from what never ends. */
  resumeAll(): void {
    this.#tasks.resumeAll();
    this.aftermath = new Aftermath(this.steps, this.live);
    this.contexts.mainReturned();
  }

  /** @returns whether this is what stopped it */
  stop(stop: Stop): boolean {
    if (this.#over) return false;
    this.#over = true;
    backToFastPath();
    this.#tasks.clear();
    this.#finish(stop);
    return true;
  }

  /** Begins. */
  drive(): void {
    this.#handOver();
  }

  // How it goes on.

  #add(task: Task): void {
    if (this.#over) return;
    if (this.#drained && this.#isWoken(task.goroutine)) return;
    this.#tasks.add(task);
    this.#isBack(task.goroutine);
    if (this.#running === undefined) this.#handOver();
  }

  /** The real world has woken a goroutine. @returns whether that ends the schedule */
  #isWoken(goroutine: Goroutine): boolean {
    this.touchedReality = true;
    if (!this.#options.forbids) return false;
    this.stop({ kind: 'real', goroutine });
    return true;
  }

  /** The goroutine's synchronous code runs on until its next await; then it is somebody else's turn. */
  #leave(goroutine: Goroutine): void {
    this.#isBack(goroutine);
    if (this.#running !== goroutine) return;
    this.#running = undefined;
    this.#handOver();
  }

  /** It awaits something else than the runtime no longer, if it did. */
  #isBack(goroutine: Goroutine): void {
    if (this.outside.delete(goroutine)) this.races?.causality.cameBack(goroutine);
  }

  #hasEnded(goroutine: Goroutine): void {
    this.live--;
    this.touched(goroutine.program.goroutines, 'counts');
    this.#bound.gotOn(this.steps);
    if (!this.#over && this.#drained && this.#isWoken(goroutine)) return;
    const pending = this.#inFlight.get(goroutine);
    if (pending && !this.#over && !goroutine.program.over) {
      this.stop({ kind: 'unawaited', goroutine, operation: pending });
      return;
    }
    this.#leave(goroutine);
    this.lookAgain();
  }

  #handOver(): void {
    if (this.#driving || this.#over) return;
    this.#driving = true;
    queueMicrotask(() => {
      this.#drained = false;
      const isIdle = this.#drive() === 'idle';
      this.#driving = false;
      this.#awaitDrain();
      if (isIdle) this.#handOver();
    });
  }

  #awaitDrain(): void {
    if (this.#drainAwaited) return;
    this.#drainAwaited = true;
    afterDrain(() => {
      this.#drainAwaited = false;
      this.#drained = true;
    });
  }

  /** Runs steps until a goroutine's own code has to run, or nothing is left to do; `idle` when whoever did not await an operation may yet say more. */
  #drive(): 'idle' | undefined {
    while (this.#running === undefined && !this.#over) {
      if (!this.#mayGoOn()) {
        this.stop({ kind: 'bound' });
        return undefined;
      }
      if (this.steps >= this.#cycleBound && this.#isCircular()) return undefined;
      if (this.#tasks.isEmpty && this.#quiet++ < QUIET) return 'idle';
      this.#alarms.pass();
      const task = this.#tasks.take(this.steps);
      if (task === 'enough') {
        this.stop({ kind: 'stopped' });
      } else if (task) {
        this.#carryOut(task);
      } else if (!this.#advance()) {
        this.#wait();
        return undefined;
      }
    }
    if (!this.#over) this.#watch();
    return undefined;
  }

  /** Gives goroutines up that still wait for each other's locks. */
  #isCircular(): boolean {
    this.#cycleBound = Infinity;
    if (!this.locks.cycle()) return false;
    this.stop({ kind: 'cycle' });
    return true;
  }

  /** Whether the schedule is not too long yet. */
  #mayGoOn(): boolean {
    if (this.aftermath) return this.#mayStillGoOn(this.aftermath);
    return this.#bound.allows(this.steps, this.#alarms);
  }

  #mayStillGoOn(aftermath: Aftermath): boolean {
    const answer = aftermath.check(this.steps, this.#alarms);
    if (answer === 'wait') this.#alarms.skipTo(this.#alarms.lastDue);
    return answer !== 'enough';
  }

  #addDue(timers: readonly Timer[]): void {
    for (const timer of timers) this.#addAlarm(timer);
  }

  #addAlarm(timer: Timer): void {
    const { main } = timer.program;
    const goroutine = timer.goroutine ?? main;
    if (!goroutine) return;
    const task: Task = { goroutine, kind: 'alarm', yields: false, timer, run: () => {
      this.#due.delete(timer);
      this.touched(timer);
      this.#alarms.fire(timer);
    } };
    this.#due.set(timer, task);
    this.#tasks.add(task);
  }

  #carryOut(task: Task): void {
    this.steps++;
    this.#quiet = 0;
    if (task.kind !== 'alarm') {
      this.#alarms.moved();
      this.aftermath?.moved(task.goroutine, this.steps);
    }
    this.#digest.step(task);
    this.races?.causality.resumed();
    task.run();
  }

  /** Nothing can run: lets time go by until the next alarm. @returns whether there was one worth waiting for */
  #advance(): boolean {
    if (!this.#alarms.advance()) return false;
    this.#bound.rested(this.steps);
    this.#options.strategy.timePassed?.();
    this.#digest.number(1);
    return true;
  }

  /** Nothing can run and no alarm helps; but a goroutine that awaits something else than the runtime may still come back, or a callback of the platform may wake one. */
  #wait(): void {
    const isDeserted = this.aftermath !== undefined && this.#goroutines.every(({ ended, daemon }) => ended || daemon);
    if (isDeserted) this.stop({ kind: 'rest' });
    else if (this.#options.forbids?.() === true) this.stop({ kind: 'real' });
    else if (this.outside.size > 0 || this.#options.mayWait(0, 'what-began')) void this.#waitForReality();
    else this.stop({ kind: 'rest' });
  }

  async #waitForReality(): Promise<void> {
    const { mayWait, vainWaits } = this.#options;
    const steps = this.steps;
    const hope = await waitForReality({
      goesOn: () => this.#over || this.steps !== steps || this.#tasks.length > 0 || this.#running !== undefined,
      mayWait: (waited) => mayWait(waited, this.outside.size > 0 ? 'anything' : 'what-began'),
      vainWaits: () => vainWaits?.(),
    });
    if (hope !== 'fulfilled') this.stop({ kind: 'rest', ...(hope === 'in vain' ? { waited: hope } : {}) });
  }

  /** Looks again whether something can run. */
  lookAgain(): void {
    this.#alarms.moved();
    if (this.#running === undefined) this.#handOver();
  }

  #attempt(operation: Operation): void {
    const { goroutine } = operation;
    this.#observer.event?.({ kind: 'tries', goroutine, operation });
    this.#touches(operation);
    this.#attempted = operation;
    goroutineStorage.run(goroutine, () => {
      if (!operation.kind.attempt(operation)) operation.kind.enqueue(operation);
    });
    this.#attempted = undefined;
    for (const resource of operation.resources) this.aftermath?.used(goroutine, resource);
    if (operation.state === 'new') {
      goroutine.park(operation);
      operation.state = 'held';
      this.#observer.event?.({ kind: 'waits', goroutine, operation });
      if (this.locks.parked(operation)) this.#cycleBound = Math.min(this.#cycleBound, this.steps + STEPS_AFTER_CYCLE);
    }
    this.#queues.operated(operation);
  }

  #ring(timer: Timer): void {
    if (this.races) this.races.causality.rings(timer, () => timer.ring());
    else timer.ring();
  }

  /** Who brings about what happens now: a timer, or the goroutine whose code or operation is under way. */
  #actor(): Goroutine | 'timer' | undefined {
    return this.#alarms.rings ? 'timer' : goroutineStorage.getStore();
  }

  /** Microtasks run to their end before the event loop turns; so if it turns and the same goroutine is still running, it awaits something foreign. */
  #watch(): void {
    if (this.#watched) return;
    this.#watched = true;
    const at = this.steps;
    setTurn(() => {
      this.#watched = false;
      if (this.#over || this.#running === undefined) return;
      if (this.steps !== at) {
        this.#watch();
        return;
      }
      if (!this.#running.program.over) this.outside.add(this.#running);
      this.#running = undefined;
      this.#handOver();
    });
  }

  #touches({ resources }: Operation): void {
    if (this.#options.strategy.touched) for (const resource of resources) this.touched(resource);
  }

  get #observer(): ScheduleObserver {
    return this.#options.observer;
  }

  /** Runs a goroutine's body to its end. */
  async #execute(goroutine: Goroutine): Promise<void> {
    const { body, program } = goroutine;
    goroutine.body = 'running';
    let value: unknown;
    try {
      value = typeof body === 'function' ? await body() : undefined;
    } catch (error) {
      this.#observer.event?.({ kind: 'throws', goroutine, error });
      program.threw(goroutine, error);
      return;
    }
    this.#observer.event?.({ kind: 'ends', goroutine });
    program.ended(goroutine, value);
  }
}
