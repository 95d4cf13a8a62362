import { goroutineStorage } from './current.ts';
import { Goroutine } from './goroutine.ts';
import { Goexit, Panic } from './panic.ts';
import type { Scheduler, Timer } from './scheduler.ts';
import { Waiter, type Resource, type WaitReason } from './waiter.ts';

/** Something outside the program that may yet wake one of its goroutines. */
export interface Waker {
  readonly why: string;
}

/** How a program learns what became of it. */
export interface ProgramObserver {
  /** main has returned. */
  returned(value: unknown): void;
  /** main, or another goroutine, threw and nobody caught it. */
  threw(goroutine: Goroutine, error: unknown): void;
}

/** One `run`: main and every goroutine it started, directly or not. */
export class Program {
  readonly scheduler: Scheduler;
  readonly observer: ProgramObserver;
  /** The goroutines that have not ended. */
  readonly goroutines = new Set<Goroutine>();
  /** Goroutines that wait in at least one parked operation. */
  parked = 0;
  readonly timers = new Set<Timer>();
  readonly wakers = new Set<Waker>();
  /** Programs that its goroutines run on the same scheduler, and that have not ended. */
  readonly inner = new Set<Promise<unknown>>();
  /** What else has to be given back when it is over: listeners on what belongs to the process. */
  readonly #ending = new Set<() => void>();
  main: Goroutine | undefined;
  over = false;
  #nextId: number;

  /** @param firstId the number of main */
  constructor(scheduler: Scheduler, observer: ProgramObserver, firstId = 1) {
    this.#nextId = firstId;
    this.scheduler = scheduler;
    this.observer = observer;
  }

  nextId(): number {
    return this.#nextId++;
  }

  /** Starts main. */
  start(main: () => unknown): Goroutine {
    this.main = this.spawn('main', 'ordinary', main);
    return this.main;
  }

  /** Starts a goroutine. */
  spawn(name: string, kind: 'ordinary' | 'daemon', body: () => unknown): Goroutine {
    const parent = goroutineStorage.getStore();
    const goroutine = new Goroutine(this, name, kind, parent?.program === this ? parent : undefined);
    if (this.over) return goroutine;
    this.goroutines.add(goroutine);
    this.scheduler.start(goroutine, body);
    return goroutine;
  }

  /** Runs a goroutine's body to its end. Called by the scheduler, inside the goroutine's asynchronous context. */
  async execute(goroutine: Goroutine, body: () => unknown): Promise<void> {
    let value: unknown;
    try {
      value = await body();
    } catch (error) {
      this.#end(goroutine);
      // As in Go, `goexit` in a deferred function ends a panic that was under way.
      if (lastThrown(error) instanceof Goexit) return;
      if (!this.over) this.observer.threw(goroutine, error);
      return;
    }
    this.#end(goroutine);
    if (goroutine === this.main && !this.over) this.observer.returned(value);
  }

  #end(goroutine: Goroutine): void {
    goroutine.ended = true;
    // An operation it started and never awaited goes on waiting, as a goroutine without a name would.
    if (goroutine.waits.size === 0) this.goroutines.delete(goroutine);
    this.scheduler.changed();
  }

  /** Calls `fire` after `delay` milliseconds, unless the program is over by then. */
  schedule(delay: number, fire: () => void): Timer {
    const current = goroutineStorage.getStore();
    const goroutine = current?.program === this ? current : this.main;
    if (this.over || !goroutine) return { stop: () => false };
    const timer: Timer = { stop: () => this.timers.delete(timer) && inner.stop() };
    const inner = this.scheduler.schedule(delay, () => {
      if (this.timers.delete(timer) && !this.over) fire();
    }, goroutine);
    this.timers.add(timer);
    return timer;
  }

  /** Says that something outside may wake a goroutine. @returns how to say that it no longer may */
  expect(why: string): () => void {
    const waker: Waker = { why };
    this.wakers.add(waker);
    return () => {
      if (this.wakers.delete(waker)) this.scheduler.changed();
    };
  }

  /** Calls `release` when the program is over. @returns how to be forgotten */
  whenOver(release: () => void): () => void {
    if (this.over) release();
    else this.#ending.add(release);
    return () => void this.#ending.delete(release);
  }

  /** Gives back what it holds of the process. */
  release(): void {
    for (const release of this.#ending) release();
    this.#ending.clear();
  }

  /** The program is over: what is parked never settles, timers stop, nothing starts any more. */
  end(): void {
    if (this.over) return;
    if (this.scheduler.pause) {
      this.scheduler.pause(this);
      return;
    }
    this.abort();
  }

  /** Ends it in any case, also where its goroutines would be kept: the program has failed. */
  abort(): void {
    if (this.over) return;
    this.over = true;
    for (const timer of this.timers) timer.stop();
    for (const goroutine of this.goroutines) for (const wait of goroutine.waits) wait.abandon();
    this.goroutines.clear();
    this.release();
    this.scheduler.forget?.(this);
  }
}

/** Performs an operation of the current goroutine. */
export function perform<T>(reason: WaitReason, resources: readonly Resource[], attempt: (waiter: Waiter<T>) => void): Promise<T> {
  const goroutine = currentGoroutine();
  if (goroutine.program.over) return new Promise<T>(() => {});
  return goroutine.program.scheduler.perform(new Waiter(goroutine, reason, resources, attempt));
}

/** The goroutine that is running; outside any `run`, the one that stands for the rest of the process. */
export function currentGoroutine(): Goroutine {
  return goroutineStorage.getStore() ?? outside();
}

let outsideGoroutine: Goroutine | undefined;
let makeOutside: (() => Goroutine) | undefined;

/** The native scheduler says how operations outside any `run` are carried out. */
export function setOutside(make: () => Goroutine): void {
  makeOutside = make;
}

function outside(): Goroutine {
  if (!makeOutside) throw new Error('the runtime has no scheduler');
  return (outsideGoroutine ??= makeOutside());
}

/** What an uncaught throw in a goroutine becomes: a `Panic` that names the goroutine and keeps the cause. */
export function asPanic(goroutine: Goroutine, thrown: unknown): Panic {
  const error = lastThrown(thrown);
  const panic = error instanceof Panic ? error : new Panic(error, { cause: error });
  panic.goroutine ??= {
    id: goroutine.id,
    name: goroutine.name,
    ...(goroutine.createdAt === undefined ? {} : { createdAt: goroutine.createdAt }),
  };
  return panic;
}

/** When a deferred function throws while another error is under way, `using` wraps both; the last one counts, as in Go. */
export function lastThrown(thrown: unknown): unknown {
  let error = thrown;
  while (error instanceof Error && error.name === 'SuppressedError' && 'error' in error) error = error.error;
  return error;
}
